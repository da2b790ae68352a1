package dev.flakydetector.adapter.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.adapter.Attempts;
import dev.flakydetector.adapter.Launch;
import dev.flakydetector.adapter.ReportLocation;
import dev.flakydetector.adapter.TemporaryProject;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.results.ReportFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PytestAdapterTest {

    private final PytestAdapter adapter = new PytestAdapter();

    @TempDir
    private Path temporary;

    private TemporaryProject project;

    @BeforeEach
    void makeProject() {
        project = new TemporaryProject(temporary.resolve("work")).file("tests/test_a.py", "def test_a(): pass\n");
    }

    @Test
    void keepsTheCommandAndSendsItsOptionsByTheEnvironment() {
        Launch launch = project.launch(adapter, "PYTEST_ADDOPTS=-x pytest -q tests", Attempts.control(3));

        Path report = project.beside("scratch").resolve("junit.xml");
        assertThat(launch.command()).containsExactly("/machine/pytest", "-q", "tests");
        assertThat(launch.environment())
                .containsEntry("PYTEST_ADDOPTS", "-x --junit-xml=" + report + " -o junit_family=xunit1 -p flaky_order")
                .containsEntry("PYTHONDONTWRITEBYTECODE", "1");
        assertThat(launch.reports()).containsExactly(new ReportLocation.File(ReportFormat.JUNIT_XML, report));
        assertThat(launch.shortfalls()).isEmpty();
    }

    @Test
    void quotesAReportBelowAFolderWithASpace() {
        TemporaryProject spaced = new TemporaryProject(temporary.resolve("my work"));

        assertThat(spaced.launch(adapter, "pytest", Attempts.control(3))
                        .environment()
                        .get("PYTEST_ADDOPTS"))
                .contains("--junit-xml='" + spaced.beside("scratch").resolve("junit.xml") + "'");
    }

    @Test
    void shufflesByItsPluginInVariedAttemptsAlone() {
        Launch control = project.launch(adapter, "pytest", Attempts.control(3));
        Launch varied = project.launch(adapter, "PYTHONPATH=lib pytest", Attempts.shuffled(9));

        assertThat(control.environment()).containsEntry("FLAKY_ORDER", "keep").containsEntry("FLAKY_ORDER_SEED", "3");
        assertThat(varied.environment()).containsEntry("FLAKY_ORDER", "shuffle").containsEntry("FLAKY_ORDER_SEED", "9");
        String[] path = varied.environment().get("PYTHONPATH").split(java.io.File.pathSeparator);
        assertThat(Path.of(path[0], "flaky_order.py")).exists();
        assertThat(path[1]).isEqualTo("lib");
    }

    @Test
    void letsCodeBelowSrcBeTheAttemptsOwn() {
        project.file("src/shop/__init__.py", "");

        assertThat(project.launch(adapter, "pytest", Attempts.control(3))
                        .environment()
                        .get("PYTHONPATH"))
                .endsWith(project.folder().resolve("src").toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pytest -q tests/unit | /machine/pytest -q",
                "pytest -k fast tests --tb short | /machine/pytest -k fast --tb short",
                "python3 -m pytest tests/test_b.py -x | /machine/python3 -m pytest -x"
            })
    void selectsTestsInPlaceOfThePathsThatTheCommandNames(String command, String kept) {
        Launch launch = project.launch(
                adapter, command, Attempts.only("tests/test_a.py::test_a", "tests/test_a.py::test_b[1]"));

        assertThat(String.join(" ", launch.command()))
                .isEqualTo(kept + " tests/test_a.py::test_a tests/test_a.py::test_b[1]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pytest",
                "py.test -q",
                "/opt/venv/bin/pytest",
                "python3 -m pytest",
                "coverage run -m pytest",
                "poetry run pytest",
                "pdm run pytest",
                "uv run pytest -q"
            })
    void knowsItsCommands(String command) {
        assertThat(adapter.isRunBy(TestCommand.parse(command))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"python3 -m unittest", "make pytest", "npm test", "poetry run task test"})
    void knowsOthersCommands(String command) {
        assertThat(adapter.isRunBy(TestCommand.parse(command))).isFalse();
    }

    @Test
    void recognisesItsProjectsByTheirFiles() {
        assertThat(adapter.recognise(project.folder())).contains("tests/test_a.py");
        assertThat(adapter.recognise(project.file("tox.ini", "[pytest]\n").folder()))
                .contains("setup.cfg or tox.ini");
        assertThat(adapter.recognise(project.file("pyproject.toml", "[tool.pytest.ini_options]\n")
                        .folder()))
                .contains("pyproject.toml");
        assertThat(adapter.recognise(project.file("conftest.py", "").folder())).contains("conftest.py");
        assertThat(adapter.recognise(temporary.resolve("elsewhere"))).isEmpty();
    }

    @Test
    void saysWhyNoTestRan() {
        assertThat(adapter.buildFailure(1, "/usr/bin/python3: No module named pytest"))
                .hasValueSatisfying(why -> assertThat(why).startsWith("pytest is not installed"));
        assertThat(adapter.buildFailure(
                        2, "E   ModuleNotFoundError: No module named 'typeguard'\n1 error during collection"))
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("pytest could not load the tests: ModuleNotFoundError: No module named 'typeguard'")
                        .contains("declare it"));
        assertThat(adapter.buildFailure(4, "ERROR: usage: pytest\n  error: unrecognized arguments: -Z\n"))
                .contains("pytest was called wrongly: error: unrecognized arguments: -Z");
        assertThat(adapter.buildFailure(1, "1 failed in 0.1s")).isEmpty();
        assertThat(adapter.buildFailure(0, "")).isEmpty();
    }

    @Test
    void unpacksItsPluginOnce() {
        project.launch(adapter, "pytest", Attempts.control(1));
        project.launch(adapter, "pytest", Attempts.control(2));

        assertThat(Files.exists(project.beside("support").resolve("python/flaky_order.py")))
                .isTrue();
    }
}
