package dev.flakydetector.adapter.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flakydetector.adapter.Attempts;
import dev.flakydetector.adapter.FrameworkAdapter;
import dev.flakydetector.adapter.Launch;
import dev.flakydetector.adapter.LaunchSetting;
import dev.flakydetector.adapter.PathToolchain;
import dev.flakydetector.adapter.ReportLocation;
import dev.flakydetector.adapter.SupportFiles;
import dev.flakydetector.adapter.Toolchain;
import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.OutcomeStatus;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.results.ParsedReport;
import dev.flakydetector.results.Reports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnittestAdapterIT {

    private static final String LETTERS = """
            import unittest
            class %s(unittest.TestCase):
                @classmethod
                def setUpClass(cls):
                    say('set up')
                def test_a(self): say('a')
                def test_b(self): say('b')
                def test_c(self): say('c')
                def test_d(self): say('d')
            def say(what):
                with open('order.txt', 'a') as order:
                    order.write('%s ' + what + '\\n')
            """;

    private final FrameworkAdapter adapter = new UnittestAdapter();
    private final Toolchain toolchain = new PathToolchain(System.getenv());

    @TempDir
    private Path folder;

    private Path workspace;
    private SupportFiles support;

    @BeforeEach
    void makeProject() throws Exception {
        assumeTrue(toolchain.find("python3").isPresent(), "python3 is not installed");
        support = new SupportFiles(folder.resolve("support"));
        workspace = Files.createDirectories(folder.resolve("work"));
        Files.createDirectories(folder.resolve("scratch"));
    }

    @Test
    void keepsTheOrderInAControlAndShufflesBySeedElsewhere() throws Exception {
        file("test_one.py", LETTERS.formatted("One", "One"));
        file("test_two.py", LETTERS.formatted("Two", "Two"));

        List<String> control = order(Attempts.control(3));
        List<String> first = order(Attempts.shuffled(3));

        assertThat(control).startsWith("One set up", "One a", "One b").hasSize(10);
        assertThat(first).containsExactlyInAnyOrderElementsOf(control).isNotEqualTo(control);
        assertThat(order(Attempts.shuffled(3))).isEqualTo(first);
        assertThat(order(Attempts.shuffled(4))).isNotEqualTo(first);
    }

    private List<String> order(Attempt attempt) throws Exception {
        Path order = workspace.resolve("order.txt");
        Files.deleteIfExists(order);
        run("python3 -m unittest", attempt);
        return Files.readAllLines(order);
    }

    @Test
    void tellsEveryKindOfEnd() throws Exception {
        file("test_ends.py", """
                import unittest
                class Ends(unittest.TestCase):
                    def test_fails(self): self.assertEqual('\\x07<a>', "b")
                    def test_breaks(self): raise KeyError('gone')
                    @unittest.skip('later')
                    def test_skipped(self): pass
                    @unittest.expectedFailure
                    def test_fails_as_expected(self): self.fail()
                    @unittest.expectedFailure
                    def test_passes_unexpectedly(self): pass
                    def test_parts(self):
                        for n in range(3):
                            with self.subTest(n=n):
                                self.assertNotEqual(n, 1)
                """);

        assertThat(statuses(run("python3 -m unittest -v", Attempts.control(1))))
                .containsEntry("test_ends.Ends::test_fails", OutcomeStatus.FAILED)
                .containsEntry("test_ends.Ends::test_breaks", OutcomeStatus.ERRORED)
                .containsEntry("test_ends.Ends::test_skipped", OutcomeStatus.SKIPPED)
                .containsEntry("test_ends.Ends::test_fails_as_expected", OutcomeStatus.PASSED)
                .containsEntry("test_ends.Ends::test_passes_unexpectedly", OutcomeStatus.FAILED)
                .containsEntry("test_ends.Ends::test_parts", OutcomeStatus.FAILED)
                .hasSize(6);
    }

    @Test
    void holdsABrokenFixtureAgainstTheTestsItKeptFromRunning() throws Exception {
        file("test_fixture.py", """
                import unittest
                class Broken(unittest.TestCase):
                    @classmethod
                    def setUpClass(cls): raise OSError('no port')
                    def test_a(self): pass
                    def test_b(self): pass
                class Whole(unittest.TestCase):
                    def test_c(self): pass
                """);

        assertThat(statuses(run("python3 -m unittest", Attempts.shuffled(1))))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "test_fixture.Broken::test_a", OutcomeStatus.ERRORED,
                        "test_fixture.Broken::test_b", OutcomeStatus.ERRORED,
                        "test_fixture.Whole::test_c", OutcomeStatus.PASSED));
    }

    @Test
    void reportsAModuleThatCannotBeImported() throws Exception {
        file("test_import.py", "import unittest\nimport nosuchmodule\n");

        assertThat(run("python3 -m unittest", Attempts.control(1)).outcomes())
                .singleElement()
                .satisfies(outcome -> {
                    assertThat(outcome.status()).isEqualTo(OutcomeStatus.ERRORED);
                    assertThat(outcome.test().toString()).contains("test_import");
                });
    }

    @Test
    void survivesTestsThatReplaceWhatItNeeds() throws Exception {
        file("test_rude.py", """
                import builtins, io, random, sys, time, traceback, unittest
                class Rude(unittest.TestCase):
                    def test_rude(self):
                        for module, name in ((builtins, 'open'), (io, 'open'), (time, 'perf_counter'),
                                             (random, 'shuffle'), (traceback, 'format_exception')):
                            setattr(module, name, None)
                        sys.platform = 'nowhere'
                """);

        assertThat(statuses(run("python3 -m unittest", Attempts.shuffled(1))))
                .containsEntry("test_rude.Rude::test_rude", OutcomeStatus.PASSED);
    }

    @Test
    void runsTheTestsThatAreAskedFor() throws Exception {
        file("checks/test_one.py", LETTERS.formatted("One", "One"));

        ParsedReport report =
                run("python3 -m unittest discover -s checks", Attempts.only("test_one.One::test_c", "nothing::at_all"));

        assertThat(statuses(report)).containsOnlyKeys("test_one.One::test_c");
    }

    private void file(String name, String text) throws Exception {
        Path file = workspace.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private ParsedReport run(String command, Attempt attempt) throws Exception {
        Launch launch = adapter.launch(new LaunchSetting(
                workspace,
                folder.resolve("scratch"),
                folder.resolve("tools"),
                TestCommand.parse(command),
                attempt,
                toolchain,
                support,
                folder));
        Path report = ((ReportLocation.File) launch.reports().get(0)).file();
        Files.deleteIfExists(report);
        ProcessBuilder builder = new ProcessBuilder(launch.command())
                .directory(workspace.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().putAll(launch.environment());
        builder.start().waitFor();
        assertThat(report).as(Files.readString(folder.resolve("log"))).exists();
        return Reports.read(
                List.of(new Reports.Source(launch.reports().get(0).format(), report, folder, workspace, "")));
    }

    private static Map<String, OutcomeStatus> statuses(ParsedReport report) {
        Map<String, OutcomeStatus> statuses = new TreeMap<>();
        report.outcomes().forEach(outcome -> statuses.put(outcome.test().toString(), outcome.status()));
        return statuses;
    }
}
