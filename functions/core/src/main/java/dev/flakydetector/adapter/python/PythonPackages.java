package dev.flakydetector.adapter.python;

import dev.flakydetector.adapter.LaunchSetting;
import dev.flakydetector.adapter.ProjectFiles;
import dev.flakydetector.adapter.SetupSetting;
import dev.flakydetector.adapter.SetupStep;
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
import java.util.stream.Stream;

/**
 * The packages of a Python project: installed once into a virtual environment beside the workspace, which sees the
 * interpreter's own packages too, so that what is there already is not installed again.
 */
final class PythonPackages {

    private static final List<String> LISTS =
            List.of("requirements.txt", "requirements-dev.txt", "requirements-test.txt", "test-requirements.txt");

    /** Of an interpreter that has all of it already, so that neither an environment nor the network is needed. */
    private static final List<String> CHECK = List.of("-m", "pip", "install", "--dry-run", "--no-index", "-q");

    private static final List<String> INSTALL = List.of("-m", "pip", "install", "-q");

    private PythonPackages() {}

    static List<SetupStep> install(SetupSetting setting) {
        Optional<Path> python = python(setting.toolchain(), setting.command());
        if (!setting.installDependencies() || python.isEmpty()) {
            return List.of();
        }
        List<String> sources = new ArrayList<>();
        List<String> wanted = new ArrayList<>();
        ProjectFiles files = new ProjectFiles(setting.workspace());
        LISTS.stream().filter(files::has).forEach(list -> {
            sources.add(list);
            wanted.addAll(List.of("-r", list));
        });
        PythonRequirements declared = PythonRequirements.of(files);
        sources.addAll(declared.sources());
        wanted.addAll(declared.requirements());
        return steps(python.get().toString(), venv(setting.tools()), sources, wanted, byBuild(files));
    }

    /** Whether only the project's own build can say what it needs. */
    private static boolean byBuild(ProjectFiles files) {
        Set<String> dynamic = Pyproject.parse(files.text("pyproject.toml")).dynamic();
        return dynamic.contains("dependencies")
                || dynamic.contains("optional-dependencies")
                || files.says("setup.py", "install_requires")
                || files.says("setup.py", "extras_require");
    }

    private static List<SetupStep> steps(
            String python, Path venv, List<String> sources, List<String> wanted, boolean byBuild) {
        String advice =
                "The tests run with the packages that are there. Install the rest for %s yourself, or set auto_install_dependencies: false"
                        .formatted(python);
        List<String> check = byBuild ? List.of() : pip(python, CHECK, wanted);
        String inside = interpreter(venv).toString();
        List<SetupStep> steps = new ArrayList<>();
        if (byBuild || !wanted.isEmpty()) {
            List<String> make = List.of(python, "-m", "venv", "--system-site-packages", venv.toString());
            steps.add(new SetupStep("make a virtual environment", make, Map.of(), advice, check));
        }
        if (!wanted.isEmpty()) {
            String what = "install the packages of " + String.join(", ", sources);
            steps.add(new SetupStep(what, pip(inside, INSTALL, wanted), Map.of(), advice, check));
        }
        if (byBuild) {
            // An extra that it does not have is a warning to pip, no error.
            List<String> itself = pip(inside, INSTALL, List.of("-e", ".[test,tests,testing]"));
            steps.add(new SetupStep("install the project with its extras for tests", itself, Map.of(), advice));
        }
        return steps;
    }

    private static List<String> pip(String python, List<String> arguments, List<String> wanted) {
        return Stream.of(List.of(python), arguments, wanted)
                .flatMap(List::stream)
                .toList();
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
