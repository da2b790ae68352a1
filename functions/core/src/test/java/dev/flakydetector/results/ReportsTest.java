package dev.flakydetector.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.OutcomeStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports of real tools carry the tool and its version in their names. */
class ReportsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"pytest-9.0.3-xunit1.xml", "pytest-9.0.3-xunit2.xml"})
    void spellsPytestsTestsAsNodeIds(String fixture) throws IOException {
        assertThat(statuses(read(ReportFormat.JUNIT_XML, fixture)))
                .isEqualTo(Map.of(
                        "test_shop.py::test_ok", OutcomeStatus.PASSED,
                        "test_shop.py::test_bad", OutcomeStatus.FAILED,
                        "test_shop.py::test_later", OutcomeStatus.SKIPPED,
                        "test_shop.py::test_error", OutcomeStatus.ERRORED,
                        "test_shop.py::TestCart::test_total[eur]", OutcomeStatus.PASSED,
                        "test_shop.py::TestCart::test_total[a::b]", OutcomeStatus.PASSED));
    }

    @Test
    void keepsWhatPytestSaidOfAFailure() throws IOException {
        Outcome bad = read(ReportFormat.JUNIT_XML, "pytest-9.0.3-xunit1.xml").outcomes().stream()
                .filter(outcome -> outcome.status() == OutcomeStatus.FAILED)
                .findFirst()
                .orElseThrow();

        assertThat(bad.failure().orElseThrow().message()).startsWith("AssertionError: sums <differ> & \"quote\"");
        assertThat(bad.failure().orElseThrow().detail()).contains("def test_bad()");
    }

    @Test
    void readsGosSubtestsAndSkips() throws IOException {
        assertThat(statuses(read(ReportFormat.GO_TEST_JSON, "go-1.19-failures.jsonl")))
                .isEqualTo(Map.of(
                        "example.com/shop::TestOk", OutcomeStatus.PASSED,
                        "example.com/shop::TestSkipped", OutcomeStatus.SKIPPED,
                        "example.com/shop::TestTable", OutcomeStatus.FAILED,
                        "example.com/shop::TestTable/one", OutcomeStatus.PASSED,
                        "example.com/shop::TestTable/two", OutcomeStatus.FAILED,
                        "example.com/shop::TestNeverReached", OutcomeStatus.PASSED));
    }

    @Test
    void aGoPanicFailsTheRunningTestAndSaysNothingOfTheRest() throws IOException {
        assertThat(statuses(read(ReportFormat.GO_TEST_JSON, "go-1.19-panic.jsonl")))
                .containsEntry("example.com/shop::TestPanic", OutcomeStatus.FAILED)
                .doesNotContainKey("example.com/shop::TestNeverReached");
    }

    @Test
    void goesOwnTimeLimitIsATimeout() throws IOException {
        assertThat(statuses(read(ReportFormat.GO_TEST_JSON, "go-1.19-timeout.jsonl")))
                .containsEntry("example.com/shop::TestSlow", OutcomeStatus.TIMED_OUT)
                .containsEntry("example.com/shop::TestOk", OutcomeStatus.PASSED);
    }

    @Test
    void aRetryThatPassedDoesNotHideTheFailure() throws IOException {
        ParsedReport report = readText(
                ReportFormat.JUNIT_XML,
                "<testsuite name='s'><testcase classname='com.acme.CartTest' name='total' time='1,234.5'>"
                        + "<flakyFailure message='1 != 2' type='AssertionError'><stackTrace>at x</stackTrace></flakyFailure>"
                        + "</testcase></testsuite>");

        assertThat(statuses(report)).containsEntry("com.acme.CartTest::total", OutcomeStatus.FAILED);
        assertThat(report.outcomes().get(0).duration().toMillis()).isEqualTo(1_234_500);
    }

    @Test
    void theWorstOutcomeOfATestNamedTwiceCounts() throws IOException {
        ParsedReport report = readText(
                ReportFormat.JUNIT_XML,
                "<testsuite><testcase classname='T' name='a'/><testcase classname='T' name='a'><failure/></testcase>"
                        + "<testcase classname='T' name='a'/></testsuite>");

        assertThat(statuses(report)).isEqualTo(Map.of("T::a", OutcomeStatus.FAILED));
    }

    @Test
    void namesFilesRelativeToTheWorkspace() throws IOException {
        ParsedReport report = readText(ReportFormat.JEST_JSON, """
                {"testResults": [{"name": "%s/test/cart.test.js", "status": "failed", "assertionResults": [
                  {"ancestorTitles": ["cart"], "title": "adds up", "status": "failed", "duration": 5,
                   "failureMessages": ["Error: expected 1"]},
                  {"ancestorTitles": [], "title": "empty", "status": "passed", "duration": null}]}]}""".formatted(folder));

        assertThat(statuses(report))
                .isEqualTo(Map.of(
                        "test/cart.test.js::cart > adds up", OutcomeStatus.FAILED,
                        "test/cart.test.js::empty", OutcomeStatus.PASSED));
    }

    @Test
    void readsMochaAndCtrf() throws IOException {
        ParsedReport mocha = readText(ReportFormat.MOCHA_JSON, """
                {"tests": [{"title": "adds", "fullTitle": "cart adds", "file": "test/cart.js", "duration": 3, "err": {}},
                  {"title": "later", "fullTitle": "cart later", "file": "test/cart.js", "err": {}},
                  {"title": "breaks", "fullTitle": "cart breaks", "file": "test/cart.js", "err": {"message": "no"}}],
                 "pending": [{"title": "later", "fullTitle": "cart later", "file": "test/cart.js"}]}""");
        ParsedReport ctrf = readText(
                ReportFormat.CTRF,
                "{\"results\": {\"tests\": [{\"name\": \"a\", \"status\": \"passed\", \"duration\": 5, \"suite\": \"s\"},"
                        + "{\"name\": \"b\", \"status\": \"passed\", \"flaky\": true, \"duration\": 5, \"suite\": \"s\"}]}}");

        assertThat(statuses(mocha))
                .isEqualTo(Map.of(
                        "test/cart.js::cart > adds", OutcomeStatus.PASSED,
                        "test/cart.js::cart > later", OutcomeStatus.SKIPPED,
                        "test/cart.js::cart > breaks", OutcomeStatus.FAILED));
        assertThat(statuses(ctrf)).isEqualTo(Map.of("s::a", OutcomeStatus.PASSED, "s::b", OutcomeStatus.FAILED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "JUNIT_XML~no xml at all~not XML at line 1",
                "JUNIT_XML~<!DOCTYPE x [<!ENTITY a 'b'>]><testsuite><testcase name='&a;'/></testsuite>~DOCTYPE",
                "JUNIT_XML~<html/>~its root is <html>",
                "JUNIT_XML~''~it is empty",
                "JEST_JSON~{}~no list 'testResults'",
                "JEST_JSON~{~not JSON",
                "GO_TEST_JSON~FAIL  shop [build failed]~no event of 'go test -json'"
            })
    void saysWhyAReportCannotBeRead(ReportFormat format, String text, String reason) throws IOException {
        ParsedReport report = readText(format, text);

        assertThat(report.outcomes()).isEmpty();
        assertThat(report.problems())
                .singleElement()
                .asString()
                .startsWith("Cannot read report report")
                .contains(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "classname='test_a' file='test_a.py'",
                "classname='T' file='a.js'",
                "classname='' file='a.py'",
                ""
            })
    void passesOverCasesWithoutAName(String attributes) throws IOException {
        ParsedReport report = readText(
                ReportFormat.JUNIT_XML,
                "<testsuite name='pytest'><testcase name='' %s/><testcase classname='T' name='a' file='b.js'/></testsuite>"
                        .formatted(attributes));

        assertThat(report.problems()).isEmpty();
        assertThat(statuses(report)).hasSize(1);
    }

    @Test
    void whatStoodBeforeTheDamageCounts() throws IOException {
        ParsedReport report =
                readText(ReportFormat.JUNIT_XML, "<testsuite><testcase classname='T' name='a'/><testcase classna");

        assertThat(statuses(report)).isEqualTo(Map.of("T::a", OutcomeStatus.PASSED));
        assertThat(report.problems()).hasSize(1);
    }

    @Test
    void followsNoLinkOutOfTheWorkspace() throws IOException {
        Path outside = Files.createTempFile("outside", ".xml");
        Files.writeString(outside, "<testsuite><testcase classname='T' name='a'/></testsuite>");
        Path link = Files.createSymbolicLink(folder.resolve("report.xml"), outside);

        ParsedReport report =
                Reports.read(List.of(new Reports.Source(ReportFormat.JUNIT_XML, link, folder, folder, "")));

        Files.delete(outside);
        assertThat(report.outcomes()).isEmpty();
        assertThat(report.problems()).singleElement().asString().contains("symbolic link out of the workspace");
    }

    @Test
    void controlCharactersThatXmlForbidsDoNotSpoilAReport() throws IOException {
        ParsedReport report = readText(
                ReportFormat.JUNIT_XML,
                "<testsuite><testcase classname='T' name='a'><failure>\u0007\u001B[31mred</failure></testcase></testsuite>");

        assertThat(statuses(report)).isEqualTo(Map.of("T::a", OutcomeStatus.FAILED));
    }

    @Test
    void aHugeLogCostsNoMemory() throws IOException {
        Path file = folder.resolve("huge.xml");
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("<testsuite><testcase classname='T' name='a'><failure>");
            for (int i = 0; i < 400_000; i++) {
                out.write("at com.acme.Deep.call(Deep.java:1) and on\n");
            }
            out.write("</failure></testcase></testsuite>");
        }

        ParsedReport report = Reports.read(List.of(source(ReportFormat.JUNIT_XML, file)));

        assertThat(report.outcomes().get(0).failure().orElseThrow().detail().length())
                .isLessThan(70_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytest-9.0.3-xunit1.xml", "go-1.19-panic.jsonl"})
    void damageNeverEscapes(String fixture) throws IOException {
        byte[] whole = bytes(fixture);
        ReportFormat format = fixture.endsWith("xml") ? ReportFormat.JUNIT_XML : ReportFormat.GO_TEST_JSON;
        SplittableRandom random = new SplittableRandom(3);
        Path file = folder.resolve("damaged");

        for (int i = 0; i < 200; i++) {
            byte[] damaged = Arrays.copyOf(whole, random.nextInt(1, whole.length));
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            Files.write(file, damaged);
            ParsedReport report = Reports.read(List.of(source(format, file)));
            assertThat(report.outcomes().size() + report.problems().size()).isNotNegative();
        }
    }

    private ParsedReport read(ReportFormat format, String fixture) throws IOException {
        Path file = Files.write(folder.resolve(fixture), bytes(fixture));
        return Reports.read(List.of(source(format, file)));
    }

    private static byte[] bytes(String fixture) throws IOException {
        try (InputStream in = ReportsTest.class.getResourceAsStream(fixture)) {
            return in.readAllBytes();
        }
    }

    private ParsedReport readText(ReportFormat format, String text) throws IOException {
        Path file = folder.resolve("report");
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        return Reports.read(List.of(source(format, file)));
    }

    private Reports.Source source(ReportFormat format, Path file) {
        return new Reports.Source(format, file, folder, folder, "");
    }

    private static Map<String, OutcomeStatus> statuses(ParsedReport report) {
        return report.outcomes().stream().collect(Collectors.toMap(o -> o.test().toString(), Outcome::status));
    }
}
