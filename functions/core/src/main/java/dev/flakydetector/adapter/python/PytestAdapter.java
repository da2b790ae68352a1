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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * pytest. Its flags travel by {@code PYTEST_ADDOPTS}, so the command stays as the user wrote it. The order is decided by a
 * small plugin of ours, loaded in varied attempts alone; where pytest-randomly is installed it shuffles as it always does,
 * under the attempt's seed, controls included, because that is how the project runs.
 */
public final class PytestAdapter implements FrameworkAdapter {

    private static final String PLUGIN = "python/flaky_order.py";

    @Override
    public Framework framework() {
        return Framework.PYTEST;
    }

    @Override
    public Optional<String> recognise(Path project) {
        ProjectFiles files = new ProjectFiles(project);
        for (String file : List.of("pytest.ini", "conftest.py")) {
            if (files.has(file)) {
                return Optional.of(file);
            }
        }
        if (files.says("pyproject.toml", "[tool.pytest")) {
            return Optional.of("pyproject.toml");
        }
        if (files.says("setup.cfg", "[tool:pytest]") || files.says("tox.ini", "[pytest]")) {
            return Optional.of("setup.cfg or tox.ini");
        }
        return files.find(PytestAdapter::isTestFile, PytestAdapter::isPytest).map(Path::toString);
    }

    private static boolean isTestFile(String name) {
        return name.equals("conftest.py") || name.matches("test_.*\\.py|.*_test\\.py");
    }

    private static boolean isPytest(String content) {
        return content.contains("import pytest") || content.lines().anyMatch(line -> line.startsWith("def test_"));
    }

    @Override
    public boolean isRunBy(TestCommand command) {
        List<String> words = command.words();
        String program = String.valueOf(Path.of(command.program()).getFileName());
        if (program.equals("pytest") || program.equals("py.test") || program.startsWith("pytest-")) {
            return true;
        }
        int module = words.indexOf("-m");
        if (module > 0 && module + 1 < words.size() && words.get(module + 1).equals("pytest")) {
            return true;
        }
        return List.of("uv", "poetry", "pdm", "rye", "pipenv", "hatch", "coverage")
                        .contains(program)
                && words.contains("pytest");
    }

    @Override
    public TestCommand defaultCommand(Path project) {
        return TestCommand.of("python3", "-m", "pytest");
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
        TestCommand command = PythonEnvironment.use(setting.tools(), setting.toolchain(), setting.command());
        List<String> options = new ArrayList<>();
        Optional.ofNullable(setting.command().environment().get("PYTEST_ADDOPTS"))
                .ifPresent(options::add);
        options.add(
                "--junit-xml=" + quoted(setting.scratch().resolve("junit.xml").toString()));
        options.add("-o junit_family=xunit1");
        Map<String, String> environment = new TreeMap<>(PythonEnvironment.variables(setting));
        // Also in controls: it pins pytest-randomly where the project has it, and changes no order by itself.
        environment.put("FLAKY_ORDER", setting.attempt().varies(Variation.ORDER) ? "shuffle" : "keep");
        environment.put("FLAKY_ORDER_SEED", setting.attempt().seed().toString());
        options.add("-p flaky_order");
        Path plugin = setting.support().file(PLUGIN);
        PythonEnvironment.prependPath(environment, String.valueOf(plugin.getParent()), setting.command());
        environment.put("PYTEST_ADDOPTS", String.join(" ", options));
        return new Launch(
                select(command, setting.attempt().tests()),
                environment,
                List.of(new ReportLocation.File(
                        ReportFormat.JUNIT_XML, setting.scratch().resolve("junit.xml"))),
                List.of());
    }

    private static String quoted(String word) {
        return TestCommand.of(word).toString();
    }

    /** Node ids replace the paths that the command names; its options stay. */
    private static List<String> select(TestCommand command, List<TestId> tests) {
        if (tests.isEmpty()) {
            return command.words();
        }
        List<String> words = new ArrayList<>();
        boolean afterPytest = false;
        String before = "";
        for (String word : command.words()) {
            boolean isPath = afterPytest && !word.startsWith("-") && !takesValue(before);
            if (!isPath) {
                words.add(word);
            }
            afterPytest |= word.endsWith("pytest") || word.endsWith("py.test");
            before = word;
        }
        tests.forEach(test -> words.add(test.toString()));
        return words;
    }

    private static boolean takesValue(String option) {
        return List.of("-k", "-m", "-p", "-c", "-o", "-n", "-W", "--maxfail", "--tb", "--rootdir", "--cov")
                .contains(option);
    }

    @Override
    public Optional<String> buildFailure(int exitCode, String output) {
        return switch (exitCode) {
            case 1 ->
                output.contains("No module named pytest") || output.contains("No module named 'pytest'")
                        ? Optional.of(
                                "pytest is not installed for this Python: add it to requirements.txt, or name another"
                                        + " interpreter in the test command")
                        : Optional.empty();
            case 2 ->
                output.contains(" during collection")
                        ? Optional.of("pytest could not load the tests: " + advised(firstError(output)))
                        : Optional.empty();
            case 3 -> Optional.of("pytest broke with an internal error: " + lastLine(output));
            case 4 -> Optional.of("pytest was called wrongly: " + lastLine(output));
            default -> Optional.empty();
        };
    }

    private static String advised(String error) {
        return error.startsWith("ModuleNotFoundError")
                ? error + ": declare it where the project names what its tests need, or install it for this Python"
                : error;
    }

    /** The first line that names the error that a module died of. */
    private static String firstError(String output) {
        return output.lines()
                .filter(line -> line.startsWith("E  "))
                .map(line -> line.substring(1).strip())
                .findFirst()
                .orElseGet(() -> lastLine(output));
    }

    private static String lastLine(String output) {
        List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty()
                ? "it printed nothing"
                : lines.get(lines.size() - 1).strip();
    }
}
