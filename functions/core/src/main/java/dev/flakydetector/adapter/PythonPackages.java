package dev.flakydetector.adapter;

import dev.flakydetector.domain.TestCommand;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The packages of a Python project: installed once into a virtual environment beside the workspace, which sees the
 * interpreter's own packages too, so that what is there already is not installed again.
 */
final class PythonPackages {

    private static final String REQUIREMENTS = "requirements.txt";

    private PythonPackages() {}

    static List<SetupStep> install(SetupSetting setting) {
        List<String> lists = requirementLists(setting.workspace());
        Optional<Path> python = python(setting.toolchain(), setting.command());
        if (!setting.installDependencies() || lists.isEmpty() || python.isEmpty()) {
            return List.of();
        }
        Path venv = venv(setting.tools());
        String advice =
                "The tests run with the packages that are there; install the rest yourself, or set auto_install_dependencies: false.";
        List<String> pip = new ArrayList<>(List.of(interpreter(venv).toString(), "-m", "pip", "install", "-q"));
        lists.forEach(list -> pip.addAll(List.of("-r", list)));
        return List.of(
                new SetupStep(
                        "make a virtual environment",
                        List.of(python.get().toString(), "-m", "venv", "--system-site-packages", venv.toString()),
                        Map.of(),
                        advice),
                new SetupStep("install the packages of " + String.join(" and ", lists), pip, Map.of(), advice));
    }

    private static List<String> requirementLists(Path workspace) {
        List<String> lists = new ArrayList<>();
        for (String name :
                List.of(REQUIREMENTS, "requirements-dev.txt", "requirements-test.txt", "test-requirements.txt")) {
            if (Files.isRegularFile(workspace.resolve(name))) {
                lists.add(name);
            }
        }
        return lists;
    }

    /** The interpreter that the command itself would use. */
    private static Optional<Path> python(Toolchain toolchain, TestCommand command) {
        String program = command.program();
        if (program.contains("python")) {
            return program.contains("/") ? Optional.of(Path.of(program)) : toolchain.find(program);
        }
        return toolchain.find("python3").or(() -> toolchain.find("python"));
    }

    private static Path venv(Path tools) {
        return tools.resolve("venv");
    }

    private static Path interpreter(Path venv) {
        return venv.resolve("bin").resolve("python");
    }

    /** The command by the virtual environment's interpreter where there is one, else by the machine's. */
    static TestCommand useEnvironment(Path tools, Toolchain toolchain, TestCommand command) {
        Path venv = venv(tools);
        if (!Files.isExecutable(interpreter(venv))) {
            return toolchain.resolve(command);
        }
        List<String> words = new ArrayList<>(command.words());
        if (command.program().matches("python[0-9.]*")) {
            words.set(0, interpreter(venv).toString());
        } else if (command.program().equals("pytest")) {
            words.remove(0);
            words.addAll(0, List.of(interpreter(venv).toString(), "-m", "pytest"));
        } else {
            return toolchain.resolve(command);
        }
        return new TestCommand(command.environment(), words);
    }

    /** Variables that every Python attempt gets: bytecode is not written, and code under {@code src} is the attempt's own. */
    static Map<String, String> environment(LaunchSetting setting) {
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
