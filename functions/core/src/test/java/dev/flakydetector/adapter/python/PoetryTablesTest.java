package dev.flakydetector.adapter.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.adapter.ProjectFiles;
import dev.flakydetector.adapter.TemporaryProject;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoetryTablesTest {

    private static final String HEAD = """
        [tool.poetry]
        name = "shop"
        version = "0.4.0"
        description = ""

        """;

    @TempDir
    private Path temporary;

    private TemporaryProject project;

    @BeforeEach
    void makeProject() {
        project = new TemporaryProject(temporary.resolve("work"));
    }

    @Test
    void takesWhatTheProjectNeedsAndItsGroupForTests() {
        PythonRequirements read = read("""
            [tool.poetry.dependencies]
            python = "^3.8"
            requests = "^2.28"
            attrs = "*"
            psycopg2 = {version = "^2.9", optional = true}

            [tool.poetry.group.test.dependencies]
            pytest = "^7.4"
            httpx = {version = "~0.24", extras = ["http2"]}

            [tool.poetry.group.docs.dependencies]
            mkdocs = "*"

            [tool.poetry.group.dev.dependencies]
            black = "23.1.0"

            [build-system]
            requires = ["poetry-core"]
            build-backend = "poetry.core.masonry.api"
            """);

        assertThat(read.requirements())
                .containsExactly("requests>=2.28,<3", "attrs", "pytest>=7.4,<8", "httpx[http2]>=0.24,<0.25");
        assertThat(read.sources()).containsExactly("pyproject.toml", "pyproject.toml (group test)");
        assertThat(read.shortfalls()).isEmpty();
    }

    @Test
    void takesTheDevelopersGroupWhereNoneIsForTests() {
        assertThat(read("[tool.poetry.group.dev.dependencies]\npytest = '^8.0'\n")
                        .requirements())
                .containsExactly("pytest>=8.0,<9");
        assertThat(read("[tool.poetry.dev-dependencies]\npytest = '>=6,<8'\n").requirements())
                .containsExactly("pytest>=6,<8");
    }

    @Test
    void followsGroupsThatIncludeOthers() {
        PythonRequirements read = read("""
            [tool.poetry.group.test]
            include-groups = ["time_zones"]
            [tool.poetry.group.test.dependencies]
            pytest = "*"
            [tool.poetry.group.Time-Zones]
            include-groups = ["test"]
            [tool.poetry.group.Time-Zones.dependencies]
            tzdata = "*"
            """);

        assertThat(read.requirements()).containsExactly("pytest", "tzdata");
    }

    @Test
    void takesTheOptionalPackagesThatAnExtraForTestsNames() {
        PythonRequirements read = read("""
            [tool.poetry.dependencies]
            Mock_Lib = {version = "^4.0", optional = true}
            sphinx = {version = "^5", optional = true}
            [tool.poetry.extras]
            test = ["mock-lib"]
            docs = ["sphinx"]
            """);

        assertThat(read.requirements()).containsExactly("Mock_Lib>=4.0,<5");
        assertThat(read.sources()).containsExactly("pyproject.toml (extra test)");
    }

    @Test
    void saysInterpretersAndPlatformsAsMarkers() {
        PythonRequirements read = read("""
            [tool.poetry.dependencies]
            tomli = {version = "^2.0", python = "<3.11"}
            colorama = {version = "*", markers = "sys_platform == 'win32'", python = ">=3.9"}
            uvloop = {version = "*", platform = "linux"}
            numpy = [
                {version = "<1.25", python = "<3.9"},
                {version = "^1.26", python = ">=3.9"},
            ]
            """);

        assertThat(read.requirements())
                .containsExactly(
                        "tomli>=2.0,<3; python_full_version < '3.11'",
                        "colorama; (sys_platform == 'win32') and (python_full_version >= '3.9')",
                        "uvloop; sys_platform == 'linux'",
                        "numpy<1.25; python_full_version < '3.9'",
                        "numpy>=1.26,<2; python_full_version >= '3.9'");
    }

    @Test
    void takesCodeFromWhereItLies() {
        PythonRequirements read = read("""
            [tool.poetry.dependencies]
            one = {git = "https://git.example.org/acme/one.git", tag = "v1.2", subdirectory = "python"}
            two = {git = "git@git.example.org:acme/two.git"}
            three = {path = "libs/three", develop = true, extras = ["fast"]}
            four = {url = "https://files.example.org/four-1.0-py3-none-any.whl"}
            """);

        assertThat(read.requirements())
                .containsExactly(
                        "one @ git+https://git.example.org/acme/one.git@v1.2#subdirectory=python",
                        "two @ git+ssh://git@git.example.org/acme/two.git",
                        "./libs/three[fast]",
                        "four @ https://files.example.org/four-1.0-py3-none-any.whl");
    }

    @Test
    void saysWhatPipCannotBeToldOf() {
        PythonRequirements read = read("""
            [tool.poetry.dependencies]
            inner = {version = "^1.0", source = "corp"}
            outer = {version = "^1.0", source = "PyPI"}
            beside = {path = "../beside"}
            odd = "newest"
            "--index-url" = "*"
            """);

        assertThat(read.requirements()).containsExactly("outer>=1.0,<2");
        assertThat(read.shortfalls())
                .containsExactly(
                        "The package 'inner' of pyproject.toml is not installed: it comes from the source 'corp',"
                                + " which pip does not know",
                        "The package 'beside' of pyproject.toml is not installed: its path '../beside' leads out of"
                                + " the repository",
                        "The package 'odd' of pyproject.toml is not installed: pip knows no version like 'newest'",
                        "The package '--index-url' of pyproject.toml is not installed: that is no name of a package");
    }

    @Test
    void leavesToTheStandardsListWhatStandsThere() {
        PythonRequirements read = read("""
            [tool.poetry.dependencies]
            requests = {source = "corp"}
            [project]
            dependencies = ["requests>=2"]
            """);

        assertThat(read.requirements()).containsExactly("requests>=2");
        assertThat(read.shortfalls()).isEmpty();
    }

    private PythonRequirements read(String tables) {
        return PythonRequirements.of(
                new ProjectFiles(project.file("pyproject.toml", HEAD + tables).folder()));
    }
}
