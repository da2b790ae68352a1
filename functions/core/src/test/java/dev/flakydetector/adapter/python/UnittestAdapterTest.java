package dev.flakydetector.adapter.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.adapter.Attempts;
import dev.flakydetector.adapter.Launch;
import dev.flakydetector.adapter.TemporaryProject;
import dev.flakydetector.domain.TestCommand;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnittestAdapterTest {

    private static final String TEST = "import unittest\nclass T(unittest.TestCase):\n    def test_a(self): pass\n";

    private final UnittestAdapter adapter = new UnittestAdapter();

    @TempDir
    private Path temporary;

    private TemporaryProject project;

    @BeforeEach
    void makeProject() {
        project = new TemporaryProject(temporary.resolve("work"));
    }

    @Test
    void recognisesItsProjectsButLeavesPytestsToPytest() {
        assertThat(adapter.recognise(project.file("tests/test_a.py", TEST).folder()))
                .contains("tests/test_a.py");
        assertThat(adapter.recognise(project.file("conftest.py", "").folder())).isEmpty();
    }

    @Test
    void namesAFolderThatDiscoveryWouldPassOver() {
        assertThat(adapter.defaultCommand(project.file("tests/test_a.py", TEST).folder()))
                .isEqualTo(TestCommand.of("python3", "-m", "unittest", "discover", "-s", "tests"));
        assertThat(adapter.defaultCommand(project.file("tests/__init__.py", "").folder()))
                .isEqualTo(TestCommand.of("python3", "-m", "unittest"));
    }

    @Test
    void standsInForUnittestsMain() {
        Launch launch = project.launch(adapter, "python3 -m unittest -v tests.test_a", Attempts.shuffled(9));

        assertThat(launch.command()).containsExactly("/machine/python3", "-m", "flaky_unittest", "-v", "tests.test_a");
        assertThat(launch.environment()).containsEntry("FLAKY_ORDER", "shuffle").containsEntry("FLAKY_ORDER_SEED", "9");
        assertThat(launch.shortfalls()).isEmpty();
    }

    @Test
    void knowsItsCommands() {
        assertThat(adapter.isRunBy(TestCommand.parse("coverage run -m unittest discover")))
                .isTrue();
        assertThat(adapter.isRunBy(TestCommand.parse("python3 tests/test_a.py")))
                .isFalse();
        assertThat(adapter.isRunBy(TestCommand.parse("python3 -m pytest"))).isFalse();
    }
}
