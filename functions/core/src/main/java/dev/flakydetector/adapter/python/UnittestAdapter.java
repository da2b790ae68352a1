package dev.flakydetector.adapter.python;

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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Python's unittest, by {@code python -m unittest}. A module of ours stands in for unittest's own main: it takes the same
 * arguments, runs the tests as ever, writes the report that unittest lacks, and shuffles where the attempt asks for it.
 */
public final class UnittestAdapter implements FrameworkAdapter {

    private static final String RUNNER = "python/flaky_unittest.py";
    private static final String MODULE = "unittest";

    private final FrameworkAdapter pytest = new PytestAdapter();

    @Override
    public Framework framework() {
        return Framework.UNITTEST;
    }

    /** A project with signs of pytest is pytest's, which runs tests of unittest too. */
    @Override
    public Optional<String> recognise(Path project) {
        return pytest.recognise(project).isPresent()
                ? Optional.empty()
                : firstTestFile(project).map(Path::toString);
    }

    private static Optional<Path> firstTestFile(Path project) {
        return new ProjectFiles(project)
                .find(
                        name -> name.matches("test.*\\.py"),
                        content -> content.contains("unittest") && content.contains("TestCase"));
    }

    @Override
    public boolean isRunBy(TestCommand command) {
        return moduleAt(command.words()) > 0;
    }

    /** Where the words say {@code -m unittest}; -1 if they do not. */
    private static int moduleAt(List<String> words) {
        for (int i = 2; i < words.size(); i++) {
            if (words.get(i).equals(MODULE) && words.get(i - 1).equals("-m")) {
                return i;
            }
        }
        return -1;
    }

    /** Discovery finds tests in packages alone, so a folder without {@code __init__.py} has to be named. */
    @Override
    public TestCommand defaultCommand(Path project) {
        List<String> words = new ArrayList<>(List.of("python3", "-m", MODULE));
        firstTestFile(project)
                .map(Path::getParent)
                .filter(folder -> !isPackage(project, folder))
                .ifPresent(folder -> words.addAll(List.of("discover", "-s", folder.toString())));
        return new TestCommand(Map.of(), words);
    }

    private static boolean isPackage(Path project, Path folder) {
        for (Path part = folder; part != null; part = part.getParent()) {
            if (!Files.exists(project.resolve(part).resolve("__init__.py"))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public List<SetupStep> setup(SetupSetting setting) {
        return PythonPackages.install(setting);
    }

    @Override
    public List<String> setupShortfalls(SetupSetting setting) {
        return PythonPackages.shortfalls(setting);
    }

    @Override
    public Launch launch(LaunchSetting setting) {
        Path report = setting.scratch().resolve("junit.xml");
        TestCommand command = PythonEnvironment.use(setting.tools(), setting.toolchain(), setting.command());
        List<String> words = new ArrayList<>(command.words());
        int module = moduleAt(words);
        List<String> shortfalls = new ArrayList<>();
        if (module > 0) {
            words.set(module, "flaky_unittest");
        } else {
            shortfalls.add("'%s' does not say '-m unittest', so its tests could be neither shuffled nor told apart"
                    .formatted(setting.command()));
        }
        Map<String, String> environment = new TreeMap<>(PythonEnvironment.variables(setting));
        Path runner = setting.support().file(RUNNER);
        PythonEnvironment.prependPath(environment, String.valueOf(runner.getParent()), setting.command());
        environment.put("FLAKY_REPORT", report.toString());
        environment.put("FLAKY_ORDER", setting.attempt().varies(Variation.ORDER) ? "shuffle" : "keep");
        environment.put("FLAKY_ORDER_SEED", setting.attempt().seed().toString());
        if (!setting.attempt().tests().isEmpty()) {
            environment.put(
                    "FLAKY_ONLY",
                    selection(setting.scratch(), setting.attempt().tests()).toString());
        }
        return new Launch(
                words,
                environment,
                module > 0 ? List.of(new ReportLocation.File(ReportFormat.JUNIT_XML, report)) : List.of(),
                shortfalls);
    }

    /** In a file, since a line of arguments has a bound and names found by discovery cannot be imported from the root. */
    private static Path selection(Path scratch, List<TestId> tests) {
        Path file = scratch.resolve("tests.txt");
        try {
            return Files.write(
                    file,
                    tests.stream().map(test -> test.suite() + "." + test.name()).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write %s".formatted(file), e);
        }
    }

    @Override
    public Optional<String> buildFailure(int exitCode, String output) {
        return output.contains("usage: python3 -m unittest")
                ? Optional.of("unittest was called wrongly: see its usage in the output")
                : Optional.empty();
    }
}
