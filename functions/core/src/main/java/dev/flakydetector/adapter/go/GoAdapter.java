package dev.flakydetector.adapter.go;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code go test}. The build cache and the module cache stay the user's own: both are keyed by content, and {@code
 * -count=1} keeps results out of them.
 */
public final class GoAdapter implements FrameworkAdapter {

    private static final Pattern SHUFFLE = Pattern.compile("--?shuffle(=.*)?");

    @Override
    public Framework framework() {
        return Framework.GO;
    }

    @Override
    public Optional<String> recognise(Path project) {
        ProjectFiles files = new ProjectFiles(project);
        if (files.has("go.mod")) {
            return Optional.of("go.mod");
        }
        return files.find(name -> name.endsWith("_test.go"), content -> true).map(Path::toString);
    }

    @Override
    public boolean isRunBy(TestCommand command) {
        return String.valueOf(Path.of(command.program()).getFileName()).equals("go")
                && command.arguments().contains("test");
    }

    @Override
    public TestCommand defaultCommand(Path project) {
        TestCommand command = TestCommand.of("go", "test", "./...");
        // Code from before modules; the go command of today refuses it otherwise.
        return new ProjectFiles(project).has("go.mod")
                ? command
                : new TestCommand(Map.of("GO111MODULE", "off"), command.words());
    }

    @Override
    public List<SetupStep> setup(SetupSetting setting) {
        List<SetupStep> steps = new ArrayList<>();
        Optional<Path> go = setting.toolchain().find("go");
        if (go.isPresent()
                && setting.installDependencies()
                && Files.exists(setting.workspace().resolve("go.sum"))) {
            steps.add(new SetupStep(
                    "download the modules",
                    List.of(go.get().toString(), "mod", "download"),
                    setting.command().environment(),
                    "The tests run with the modules that are there."));
        }
        return steps;
    }

    @Override
    public Launch launch(LaunchSetting setting) {
        List<String> given = setting.toolchain().resolve(setting.command()).words();
        List<String> words = new ArrayList<>(
                given.stream().filter(word -> !SHUFFLE.matcher(word).matches()).toList());
        words.addAll(words.indexOf("test") + 1, List.of("-json", "-count=1"));
        boolean projectShuffles =
                given.stream().anyMatch(word -> SHUFFLE.matcher(word).matches() && !word.endsWith("=off"));
        if (projectShuffles || setting.attempt().varies(Variation.ORDER)) {
            words.add(words.indexOf("-json"), "-shuffle=" + setting.attempt().seed());
        }
        if (!setting.attempt().tests().isEmpty()) {
            words.addAll(
                    words.indexOf("-json"),
                    List.of("-run", selection(setting.attempt().tests())));
        }
        return new Launch(
                words,
                setting.command().environment(),
                List.of(new ReportLocation.StandardOutput(ReportFormat.GO_TEST_JSON)),
                List.of());
    }

    /** Top-level tests by name, quoted as Java and RE2 both do; a subtest runs with its siblings, whose set-up it may share. */
    private static String selection(List<TestId> tests) {
        TreeSet<String> names = new TreeSet<>();
        tests.forEach(test -> names.add(Pattern.compile("/").split(test.name(), 2)[0]));
        return names.stream().map(Pattern::quote).collect(Collectors.joining("|", "^(", ")$"));
    }

    @Override
    public Optional<String> buildFailure(int exitCode, String output) {
        List<String> lines = output.lines()
                .filter(line -> !line.startsWith("{"))
                .filter(line -> !line.isBlank())
                .limit(20)
                .toList();
        boolean broken = output.contains("[build failed]")
                || output.contains("[setup failed]")
                || lines.stream()
                        .anyMatch(line ->
                                line.startsWith("# ") || line.startsWith("go: ") || line.startsWith("pattern "));
        return broken ? Optional.of(String.join("\n", lines)) : Optional.empty();
    }
}
