package dev.flakydetector.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.OutcomeStatus;
import dev.flakydetector.domain.TestId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the JSON reports of Jest (and Vitest, which writes the same), of Mocha, and CTRF. */
final class JsonReportParser {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ReportCollector collector;
    private final TestNaming naming;

    JsonReportParser(ReportCollector collector, TestNaming naming) {
        this.collector = collector;
        this.naming = naming;
    }

    void jest(InputStream in) throws IOException, NotAReport {
        JsonNode files = array(JSON.readTree(in), "testResults", "Jest");
        for (JsonNode file : files) {
            String name = file.path("name").asText(file.path("testFilePath").asText());
            JsonNode tests = file.has("assertionResults") ? file.path("assertionResults") : file.path("testResults");
            for (JsonNode test : tests) {
                jestTest(name, test);
            }
            if (tests.isEmpty() && file.path("status").asText().equals("failed")) {
                String message = file.path("message").asText();
                naming.titled(name, List.of("(file)"))
                        .ifPresent(id -> collector.add(new Outcome(
                                id, OutcomeStatus.ERRORED, Duration.ZERO, Optional.of(Failures.of("", "", message)))));
            }
        }
    }

    private void jestTest(String file, JsonNode test) {
        List<String> titles = new ArrayList<>();
        test.path("ancestorTitles").forEach(title -> titles.add(title.asText()));
        titles.add(test.path("title").asText());
        OutcomeStatus status = switch (test.path("status").asText()) {
            case "passed" -> OutcomeStatus.PASSED;
            case "failed" -> OutcomeStatus.FAILED;
            default -> OutcomeStatus.SKIPPED;
        };
        String detail = joined(test.path("failureMessages"));
        add(naming.titled(file, titles), status, test.path("duration").asDouble(), "", detail);
    }

    private static String joined(JsonNode messages) {
        BoundedText text = new BoundedText();
        messages.forEach(message -> text.append(message.asText() + "\n"));
        return text.toString();
    }

    void mocha(InputStream in) throws IOException, NotAReport {
        JsonNode report = JSON.readTree(in);
        Set<String> pending = new HashSet<>();
        array(report, "tests", "Mocha");
        report.path("pending").forEach(test -> pending.add(mochaKey(test)));
        for (JsonNode test : report.path("tests")) {
            JsonNode error = test.path("err");
            boolean failed = error.has("message") || error.has("stack");
            OutcomeStatus status = failed
                    ? OutcomeStatus.FAILED
                    : pending.contains(mochaKey(test)) ? OutcomeStatus.SKIPPED : OutcomeStatus.PASSED;
            List<String> titles = titles(test);
            add(
                    naming.titled(test.path("file").asText(), titles),
                    status,
                    test.path("duration").asDouble(),
                    error.path("message").asText(),
                    error.path("stack").asText());
        }
    }

    private static String mochaKey(JsonNode test) {
        return test.path("file").asText() + "\0" + test.path("fullTitle").asText();
    }

    /** Mocha joins the titles with blanks; what stands before the test's own title is the suites'. */
    private static List<String> titles(JsonNode test) {
        String title = test.path("title").asText();
        String full = test.path("fullTitle").asText();
        String suites = full.endsWith(title)
                ? full.substring(0, full.length() - title.length()).strip()
                : "";
        return List.of(suites, title);
    }

    void ctrf(InputStream in) throws IOException, NotAReport {
        JsonNode tests = array(JSON.readTree(in).path("results"), "tests", "CTRF");
        for (JsonNode test : tests) {
            boolean flaky =
                    test.path("flaky").asBoolean() || test.path("retries").asInt() > 0;
            OutcomeStatus status = switch (test.path("status").asText()) {
                case "passed" -> flaky ? OutcomeStatus.FAILED : OutcomeStatus.PASSED;
                case "failed" -> OutcomeStatus.FAILED;
                default -> OutcomeStatus.SKIPPED;
            };
            JsonNode suite = test.path("suite");
            String suiteName = suite.isArray() ? suite.path(0).asText() : suite.asText();
            String where = test.path("filePath").asText(suiteName);
            add(
                    naming.titled(where, List.of(test.path("name").asText())),
                    status,
                    test.path("duration").asDouble(),
                    test.path("message").asText(),
                    test.path("trace").asText());
        }
    }

    private void add(Optional<TestId> id, OutcomeStatus status, double millis, String message, String detail) {
        Optional<Failure> failure =
                status.isFailure() ? Optional.of(Failures.of("", message, detail)) : Optional.empty();
        id.ifPresent(test -> collector.add(new Outcome(test, status, Durations.ofSeconds(millis / 1_000), failure)));
    }

    private static JsonNode array(JsonNode report, String field, String tool) throws NotAReport {
        JsonNode array = report.path(field);
        if (!array.isArray()) {
            throw new NotAReport("it has no list '%s', so it is no report of %s".formatted(field, tool));
        }
        return array;
    }
}
