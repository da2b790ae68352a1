package dev.flakydetector.adapter.python;

import dev.flakydetector.adapter.LaunchSetting;
import dev.flakydetector.adapter.Toolchain;
import dev.flakydetector.domain.TestCommand;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The virtual environment that {@link PythonPackages} makes, and how attempts run in it. */
final class PythonEnvironment {

    private static final String PYTHON = "python[0-9.]*";
    private static final Set<String> CARRIERS = Set.of("poetry", "pipenv", "pdm", "uv", "rye", "hatch");

    /** Options of theirs that change nothing about what is run. */
    private static final Set<String> WITHOUT_VALUE =
            Set.of("--", "-q", "--quiet", "--frozen", "--locked", "--no-sync", "--dev", "--all-extras", "--all-groups");

    private PythonEnvironment() {}

    static Path folder(Path tools) {
        return tools.resolve("venv");
    }

    static Path interpreter(Path venv) {
        return venv.resolve("bin").resolve("python");
    }

    /**
     * The command by the virtual environment's interpreter where there is one, else by the machine's. Poetry and its like
     * would run it in an environment of theirs, which nobody has filled here: ours has the packages, so it stands in.
     */
    static TestCommand use(Path tools, Toolchain toolchain, TestCommand command) {
        boolean isMade = Files.isExecutable(interpreter(folder(tools)));
        TestCommand carried = carried(command)
                .filter(inner -> isMade || toolchain.find(command.program()).isEmpty())
                .orElse(command);
        if (!isMade) {
            return toolchain.resolve(carried);
        }
        String python = interpreter(folder(tools)).toString();
        List<String> words = new ArrayList<>(carried.words());
        if (carried.program().matches(PYTHON)) {
            words.set(0, python);
        } else if (carried.program().equals("pytest")) {
            words.remove(0);
            words.addAll(0, List.of(python, "-m", "pytest"));
        } else {
            return toolchain.resolve(carried);
        }
        return new TestCommand(carried.environment(), words);
    }

    /** What a command such as {@code poetry run pytest} runs; empty where it says more than that. */
    private static Optional<TestCommand> carried(TestCommand command) {
        List<String> words = command.words();
        if (!CARRIERS.contains(command.program())
                || words.size() < 3
                || !words.get(1).equals("run")) {
            return Optional.empty();
        }
        int at = 2;
        while (at < words.size() - 1 && WITHOUT_VALUE.contains(words.get(at))) {
            at++;
        }
        String program = words.get(at);
        return program.equals("pytest") || program.matches(PYTHON)
                ? Optional.of(new TestCommand(command.environment(), words.subList(at, words.size())))
                : Optional.empty();
    }

    /** Variables that every Python attempt gets: bytecode is not written, and code under {@code src} is the attempt's own. */
    static Map<String, String> variables(LaunchSetting setting) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        Path source = setting.workspace().resolve("src");
        if (Files.isDirectory(source) && !Files.exists(source.resolve("__init__.py"))) {
            prependPath(environment, source.toString(), setting.command());
        }
        return environment;
    }

    static void prependPath(Map<String, String> environment, String folder, TestCommand command) {
        String before = Optional.ofNullable(environment.get("PYTHONPATH"))
                .or(() -> Optional.ofNullable(command.environment().get("PYTHONPATH")))
                .orElse("");
        environment.put("PYTHONPATH", before.isEmpty() ? folder : folder + File.pathSeparator + before);
    }
}
