package dev.flakydetector.adapter.python;

import dev.flakydetector.adapter.ProjectFiles;
import dev.flakydetector.adapter.SetupSetting;
import dev.flakydetector.adapter.SetupStep;
import dev.flakydetector.adapter.Toolchain;
import dev.flakydetector.domain.TestCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a Python project needs: installed once into a virtual environment beside the workspace, which sees the interpreter's
 * own packages too, so that what is there already is not installed again.
 */
final class PythonPackages {

    private static final List<String> LISTS = List.of(
            "requirements.txt",
            "requirements-dev.txt",
            "requirements-test.txt",
            "requirements-tests.txt",
            "requirements_dev.txt",
            "requirements_test.txt",
            "dev-requirements.txt",
            "test-requirements.txt",
            "requirements/base.txt",
            "tests/requirements.txt",
            "test/requirements.txt");

    private static final List<String> LISTS_FOR_TESTS =
            List.of("requirements/test.txt", "requirements/tests.txt", "requirements/testing.txt");

    /** Taken only where there are none for tests. */
    private static final List<String> LISTS_FOR_DEVELOPERS =
            List.of("requirements/dev.txt", "requirements/develop.txt", "requirements/development.txt");

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
        lists(files).forEach(list -> {
            sources.add(list);
            wanted.addAll(List.of("-r", list));
        });
        PythonRequirements declared = PythonRequirements.of(files);
        sources.addAll(declared.sources());
        wanted.addAll(declared.requirements());
        return steps(
                python.get().toString(), PythonEnvironment.folder(setting.tools()), sources, wanted, byBuild(files));
    }

    /** Sentences on what of the declared packages {@link #install} cannot have pip install. */
    static List<String> shortfalls(SetupSetting setting) {
        return setting.installDependencies()
                ? PythonRequirements.of(new ProjectFiles(setting.workspace())).shortfalls()
                : List.of();
    }

    private static List<String> lists(ProjectFiles files) {
        List<String> lists = new ArrayList<>(LISTS);
        lists.addAll(LISTS_FOR_TESTS.stream().anyMatch(files::has) ? LISTS_FOR_TESTS : LISTS_FOR_DEVELOPERS);
        return lists.stream().filter(files::has).toList();
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
        String inside = PythonEnvironment.interpreter(venv).toString();
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
}
