package dev.flakydetector.adapter.jvm;

import dev.flakydetector.adapter.FrameworkAdapter;
import dev.flakydetector.adapter.Launch;
import dev.flakydetector.adapter.LaunchSetting;
import dev.flakydetector.adapter.ProjectFiles;
import dev.flakydetector.adapter.ReportLocation;
import dev.flakydetector.adapter.SetupSetting;
import dev.flakydetector.adapter.SetupStep;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Variation;
import dev.flakydetector.results.ReportFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Surefire and Failsafe. Dependencies are resolved and classes compiled once, so attempts run offline. Surefire shuffles
 * classes; the methods in them are left to our {@link ShuffleAgent}.
 */
public final class MavenAdapter implements FrameworkAdapter {

    private static final Set<String> PROGRAMS = Set.of("mvn", "mvnw", "mvnd", "mvn.cmd", "mvnw.cmd");

    private static final String NO_METHOD = "*#noSuchMethod";
    /** Begins what Maven says after the errors, on how to read them. */
    private static final String HELP = "To see the full stack trace";

    /** The folders between a module and its report: target and surefire-reports. */
    private static final int REPORT_DEPTH = 2;

    private static final List<ReportLocation> REPORTS =
            List.of(reports("surefire-reports"), reports("failsafe-reports"));

    @Override
    public Framework framework() {
        return Framework.MAVEN;
    }

    @Override
    public Optional<String> recognise(Path project) {
        return new ProjectFiles(project).has("pom.xml") ? Optional.of("pom.xml") : Optional.empty();
    }

    @Override
    public boolean isRunBy(TestCommand command) {
        return PROGRAMS.contains(String.valueOf(Path.of(command.program()).getFileName()));
    }

    @Override
    public TestCommand defaultCommand(Path project) {
        return TestCommand.of(Files.isExecutable(project.resolve("mvnw")) ? "./mvnw" : "mvn", "test");
    }

    @Override
    public List<SetupStep> setup(SetupSetting setting) {
        TestCommand command = setting.toolchain().resolve(setting.command());
        List<String> prepare = new ArrayList<>(command.words());
        // The very command for a method that no class has: it resolves the test provider too, which Surefire looks for
        // only once it has found a class. A Surefire too old to choose methods runs all tests instead; how they end is
        // no
        // matter yet.
        prepare.addAll(repository(setting.userHome()));
        prepare.addAll(List.of(
                "-B",
                "-q",
                "-Dtest=" + NO_METHOD,
                "-Dit.test=" + NO_METHOD,
                "-DfailIfNoTests=false",
                "-Dmaven.test.failure.ignore=true",
                "-Dsurefire.failIfNoSpecifiedTests=false",
                "-Dfailsafe.failIfNoSpecifiedTests=false"));
        return List.of(new SetupStep(
                "resolve the dependencies and compile",
                prepare,
                command.environment(),
                "If the code does not compile, no test can run; if an artifact is missing, check the network."));
    }

    @Override
    public List<SetupStep> setup(SetupSetting setting, Set<Variation> vary) {
        List<SetupStep> steps = new ArrayList<>(setup(setting));
        if (vary.contains(Variation.HASH_ORDER)) {
            String maven = setting.toolchain().resolve(setting.command()).program();
            steps.add(NonDex.prepare(setting, List.of(maven), repository(setting.userHome())));
        }
        return steps;
    }

    /** The orders that NonDex makes are lawful but never seen in this very JVM, so failures by them must be asked for. */
    @Override
    public Set<Variation> onlyWhenAsked() {
        return EnumSet.of(Variation.HASH_ORDER);
    }

    @Override
    public Launch launch(LaunchSetting setting) {
        List<String> options = new ArrayList<>();
        List<String> shortfalls = new ArrayList<>();
        if (setting.attempt().varies(Variation.ORDER)) {
            options.add(ShuffleAgent.option(setting));
        }
        if (setting.attempt().varies(Variation.HASH_ORDER)) {
            NonDex nonDex = NonDex.of(setting.tools(), setting.userHome());
            if (nonDex.isReady()) {
                options.addAll(nonDex.options(setting.attempt().seed().value(), setting.scratch()));
            } else {
                shortfalls.add("NonDex could not be prepared, so the hash order of Java's collections is not varied");
            }
        }
        Map<String, String> environment = new TreeMap<>(JvmOptions.environment(setting.command(), options));
        environment.put("MAVEN_OPTS", mavenOptions(setting));
        return new Launch(words(setting), environment, REPORTS, shortfalls);
    }

    private static ReportLocation reports(String folder) {
        return new ReportLocation.Matching(
                ReportFormat.JUNIT_XML, "{**/,}target/" + folder + "/TEST-*.xml", REPORT_DEPTH);
    }

    private static List<String> words(LaunchSetting setting) {
        TestCommand command = setting.toolchain().resolve(setting.command());
        List<String> words = new ArrayList<>(command.words());
        words.addAll(repository(setting.userHome()));
        words.addAll(List.of("-B", "-o"));
        // Java takes its temporary folder from a property, not from TMPDIR.
        words.add("-Djava.io.tmpdir=" + setting.scratch().resolveSibling("tmp"));
        if (setting.attempt().varies(Variation.ORDER)) {
            words.addAll(shuffle(setting.attempt().seed().value()));
        }
        if (!setting.attempt().tests().isEmpty()) {
            words.add("-Dtest=" + selection(setting.attempt().tests()));
            words.add("-Dsurefire.failIfNoSpecifiedTests=false");
        }
        return words;
    }

    /** Maven itself lives for seconds only; its tests run in a JVM of their own, which this does not reach. */
    private static String mavenOptions(LaunchSetting setting) {
        String own = setting.command().environment().getOrDefault("MAVEN_OPTS", "");
        return ("-XX:TieredStopAtLevel=1 -XX:+UseSerialGC " + own).strip();
    }

    private static List<String> repository(Path userHome) {
        List<String> options = new ArrayList<>();
        options.add("-Dmaven.repo.local=" + userHome.resolve(".m2").resolve("repository"));
        Path settings = userHome.resolve(".m2").resolve("settings.xml");
        if (Files.exists(settings)) {
            options.addAll(List.of("-s", settings.toString()));
        }
        return options;
    }

    private static List<String> shuffle(int seed) {
        return List.of("-Dsurefire.runOrder=random", "-Dsurefire.runOrder.random.seed=" + seed);
    }

    private static String selection(List<TestId> tests) {
        return tests.stream()
                .map(test -> test.suite() + "#" + test.name().replaceFirst("[({\\[].*", ""))
                .distinct()
                .collect(Collectors.joining(","));
    }

    @Override
    public Optional<String> buildFailure(int exitCode, String output) {
        if (exitCode == 0) {
            return Optional.empty();
        }
        List<String> errors = output.lines()
                .filter(line -> line.startsWith("[ERROR]"))
                .map(line -> line.substring("[ERROR]".length())
                        .replace("-> [Help 1]", "")
                        .strip())
                .takeWhile(line -> !line.startsWith(HELP))
                .filter(line -> !line.isEmpty())
                .limit(10)
                .toList();
        return errors.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", errors));
    }
}
