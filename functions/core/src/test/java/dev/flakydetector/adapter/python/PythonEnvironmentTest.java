package dev.flakydetector.adapter.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.adapter.TemporaryProject;
import dev.flakydetector.adapter.Toolchain;
import dev.flakydetector.domain.TestCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonEnvironmentTest {

    private static final Toolchain WITHOUT_TOOLS =
            program -> program.startsWith("python") ? Optional.of(Path.of("/machine", program)) : Optional.empty();

    @TempDir
    private Path tools;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pytest -q tests",
                "python3 -m pytest -q tests",
                "poetry run pytest -q tests",
                "pipenv run python -m pytest -q tests",
                "pdm run pytest -q tests",
                "uv run --frozen pytest -q tests",
                "uv run -- python3.11 -m pytest -q tests"
            })
    void runsInTheEnvironmentThatWasMade(String command) throws IOException {
        String python = make();

        assertThat(used(command, TemporaryProject.MACHINE)).containsExactly(python, "-m", "pytest", "-q", "tests");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uv run --with pytest-xdist pytest",
                "poetry run task test",
                "poetry install",
                "tox -e py311",
                "./run pytest"
            })
    void leavesOtherCommandsAsTheyAre(String command) throws IOException {
        make();

        List<String> words = TestCommand.parse(command).words();
        assertThat(used(command, WITHOUT_TOOLS)).isEqualTo(words);
    }

    @Test
    void leavesTheToolsTheirOwnEnvironmentWhereNoneWasMade() {
        assertThat(used("poetry run pytest", TemporaryProject.MACHINE))
                .containsExactly("/machine/poetry", "run", "pytest");
    }

    @Test
    void doesWithoutToolsThatTheMachineLacks() {
        assertThat(used("poetry run python3 -m pytest", WITHOUT_TOOLS))
                .containsExactly("/machine/python3", "-m", "pytest");
    }

    private String make() throws IOException {
        Path python = tools.resolve("venv/bin/python");
        Files.createDirectories(python.getParent());
        Files.createFile(python);
        assertThat(python.toFile().setExecutable(true)).isTrue();
        return python.toString();
    }

    private List<String> used(String command, Toolchain toolchain) {
        return PythonEnvironment.use(tools, toolchain, TestCommand.parse(command))
                .words();
    }
}
