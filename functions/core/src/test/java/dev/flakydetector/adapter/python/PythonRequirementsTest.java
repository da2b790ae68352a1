package dev.flakydetector.adapter.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.adapter.ProjectFiles;
import dev.flakydetector.adapter.TemporaryProject;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Poetry's tables have {@link PoetryTablesTest}, and the standard's {@link PythonPackagesTest}. */
class PythonRequirementsTest {

    @TempDir
    private Path temporary;

    private TemporaryProject project;

    @BeforeEach
    void makeProject() {
        project = new TemporaryProject(temporary.resolve("work"));
    }

    @Test
    void readsThePipfile() {
        project.file("Pipfile", """
            [[source]]
            url = "https://pypi.example.org/simple"
            verify_ssl = true
            name = "pypi"

            [packages]
            flask = "*"
            requests = {extras = ["socks"], version = ">=2.28", index = "pypi"}
            shop = {editable = true, path = "."}
            winreg = {version = "*", sys_platform = "== 'win32'"}
            inner = {version = "*", index = "corp"}

            [dev-packages]
            pytest = "~=7.4"
            helper = {git = "https://git.example.org/acme/helper.git", ref = "main"}

            [requires]
            python_version = "3.11"
            """);

        assertThat(read().requirements())
                .containsExactly(
                        "flask",
                        "requests[socks]>=2.28",
                        "winreg; sys_platform == 'win32'",
                        "pytest~=7.4",
                        "helper @ git+https://git.example.org/acme/helper.git@main");
        assertThat(read().sources()).containsExactly("Pipfile", "Pipfile (dev-packages)");
        assertThat(read().shortfalls()).singleElement().asString().contains("'inner' of Pipfile", "'corp'");
    }

    @Test
    void readsTheGroupsOfPdm() {
        project.file("pyproject.toml", """
            [project]
            dependencies = ["attrs"]
            [tool.pdm.dev-dependencies]
            test = ["pytest>=7", "-e file:///${PROJECT_ROOT}/sub#egg=sub"]
            lint = ["ruff"]
            """);

        assertThat(read().requirements()).containsExactly("attrs", "pytest>=7");
        assertThat(read().sources()).containsExactly("pyproject.toml", "pyproject.toml (group test)");
    }

    @Test
    void readsWhatUvNeedsForDevelopers() {
        project.file("pyproject.toml", "[tool.uv]\ndev-dependencies = ['pytest>=8.3', 'freezegun']\n");

        assertThat(read().requirements()).containsExactly("pytest>=8.3", "freezegun");
    }

    @Test
    void readsNothingFromWhatIsNoToml() {
        project.file("pyproject.toml", "[project\n").file("Pipfile", "{}");

        assertThat(read().requirements()).isEmpty();
        assertThat(read().sources()).isEmpty();
    }

    private PythonRequirements read() {
        return PythonRequirements.of(new ProjectFiles(project.folder()));
    }
}
