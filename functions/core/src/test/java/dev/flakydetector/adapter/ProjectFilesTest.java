package dev.flakydetector.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectFilesTest {

    @TempDir
    private Path folder;

    private TemporaryProject project;
    private ProjectFiles files;

    @BeforeEach
    void makeProject() {
        project = new TemporaryProject(folder);
        files = new ProjectFiles(folder);
    }

    @Test
    void saysNothingOfAFileThatIsNotThere() {
        assertThat(files.has("setup.cfg")).isFalse();
        assertThat(files.text("setup.cfg")).isEmpty();
        assertThat(files.says("setup.cfg", "pytest")).isFalse();
        assertThat(new ProjectFiles(folder.resolve("none")).find(name -> true, text -> true))
                .isEmpty();
    }

    @Test
    void findsTheFirstInTheOrderOfPaths() {
        project.file("b/test_b.py", "import pytest")
                .file("a/test_z.py", "import pytest")
                .file("a/test_a.py", "");

        assertThat(files.find(name -> name.startsWith("test_"), text -> text.contains("pytest")))
                .contains(Path.of("a/test_z.py"));
    }

    @Test
    void passesOverWhatIsNotTheProjectsOwn() {
        project.file("node_modules/x/a.test.js", "")
                .file(".venv/lib/test_a.py", "")
                .file("vendor/x/x_test.go", "");

        assertThat(files.find(name -> true, text -> true)).isEmpty();
    }

    @Test
    void readsTheBeginningOfALargeFile() {
        project.file("pyproject.toml", "[tool.pytest]\n" + "#".repeat(1 << 20));

        assertThat(files.says("pyproject.toml", "[tool.pytest]")).isTrue();
        assertThat(files.text("pyproject.toml")).hasSizeLessThan(1 << 20);
    }
}
