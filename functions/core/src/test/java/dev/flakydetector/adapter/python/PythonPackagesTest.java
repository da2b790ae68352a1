package dev.flakydetector.adapter.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.adapter.SetupSetting;
import dev.flakydetector.adapter.SetupStep;
import dev.flakydetector.adapter.TemporaryProject;
import dev.flakydetector.domain.TestCommand;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonPackagesTest {

    @TempDir
    private Path temporary;

    private TemporaryProject project;

    @BeforeEach
    void makeProject() {
        project = new TemporaryProject(temporary.resolve("work")).file("tests/test_a.py", "def test_a(): pass\n");
    }

    @Test
    void installsNothingWhereNothingIsDeclared() {
        project.file("pyproject.toml", "[tool.pytest.ini_options]\n");

        assertThat(steps()).isEmpty();
    }

    @Test
    void installsWhatAProjectNeedsAndItsExtraForTests() {
        project.file("pyproject.toml", """
            [project]
            name = "shop"
            dependencies = ["requests>=2"]
            [project.optional-dependencies]
            test = ["typeguard", "tornado>=6.0; python_version >= '3.8'"]
            doc = ["sphinx"]
            [dependency-groups]
            dev = ["ruff"]
            """);

        assertThat(installed()).containsExactly("requests>=2", "typeguard", "tornado>=6.0; python_version >= '3.8'");
        assertThat(steps().get(1).description())
                .isEqualTo("install the packages of pyproject.toml, pyproject.toml (extra test)");
    }

    @Test
    void followsExtrasAndGroupsThatNameOthers() {
        project.file("pyproject.toml", """
            [project]
            name = "my_shop"
            [project.optional-dependencies]
            redis = ["redis"]
            tests = ["My-Shop[redis]", "pytest", "my-shop[tests]"]
            [dependency-groups]
            Test = ["freezegun", {include-group = "time_zones"}]
            time-zones = ["tzdata", {include-group = "test"}]
            """);

        assertThat(installed()).containsExactly("redis", "pytest", "freezegun", "tzdata");
    }

    @Test
    void takesTheDevelopersGroupWhereNoneIsForTests() {
        project.file("pyproject.toml", "[dependency-groups]\ndev = ['pytest>=8']\ndocs = ['sphinx']\n");

        assertThat(installed()).containsExactly("pytest>=8");
    }

    @Test
    void readsExtrasOfSetupCfg() {
        project.file("setup.cfg", """
            [options]
            install_requires =
                attrs
                # for Windows alone
                colorama; sys_platform == "win32"
            [options.extras_require]
            testing = pytest
            lint =
                flake8
            """);

        assertThat(installed()).containsExactly("attrs", "colorama; sys_platform == \"win32\"", "pytest");
    }

    @Test
    void asksToxWhereNothingElseSays() {
        project.file("tox.ini", """
            [testenv]
            deps =
                mock
                py27: enum34
                -rrequirements/test.txt
                {[base]deps}
            commands = pytest
            """);

        assertThat(installed()).containsExactly("mock");
    }

    @Test
    void leavesToTheBuildWhatItAloneKnows() {
        project.file("setup.py", "from setuptools import setup\nsetup(install_requires=['six'])\n");

        assertThat(steps())
                .extracting(SetupStep::description)
                .containsExactly("make a virtual environment", "install the project with its extras for tests");
        assertThat(steps().get(1).command()).endsWith("-e", ".[test,tests,testing]");
    }

    @Test
    void checksFirstWhetherTheInterpreterHasItAll() {
        project.file("requirements.txt", "six\n").file("pyproject.toml", "[project]\ndependencies = ['attrs']\n");

        assertThat(steps())
                .allSatisfy(step -> assertThat(step.check())
                        .containsExactly(
                                "/machine/python3",
                                "-m",
                                "pip",
                                "install",
                                "--dry-run",
                                "--no-index",
                                "-q",
                                "-r",
                                "requirements.txt",
                                "attrs"));
    }

    @Test
    void takesListsForTestsAndTheDevelopersOnlyWhereThereAreNone() {
        project.file("requirements/base.txt", "attrs\n").file("requirements/dev.txt", "black\n");

        assertThat(installed()).containsExactly("-r", "requirements/base.txt", "-r", "requirements/dev.txt");

        project.file("requirements/test.txt", "pytest\n").file("dev-requirements.txt", "pytest\n");

        assertThat(installed())
                .containsExactly(
                        "-r", "dev-requirements.txt", "-r", "requirements/base.txt", "-r", "requirements/test.txt");
    }

    @Test
    void installsWhatPoetryDeclaresAndSaysWhatItCannot() {
        project.file("pyproject.toml", """
            [tool.poetry.group.dev.dependencies]
            pytest = "^8.0"
            inner = {version = "*", source = "corp"}
            """);

        assertThat(installed()).containsExactly("pytest>=8.0,<9");
        assertThat(new PytestAdapter().setupShortfalls(setting()))
                .containsExactly(
                        "The package 'inner' of pyproject.toml (group dev) is not installed: it comes from the source"
                                + " 'corp', which pip does not know");
    }

    private List<String> installed() {
        List<String> command = steps().get(1).command();
        return command.subList(command.indexOf("-q") + 1, command.size());
    }

    private List<SetupStep> steps() {
        return new PytestAdapter().setup(setting());
    }

    private SetupSetting setting() {
        return new SetupSetting(
                project.folder(),
                project.beside("tools"),
                TestCommand.of("pytest"),
                TemporaryProject.MACHINE,
                true,
                project.folder());
    }
}
