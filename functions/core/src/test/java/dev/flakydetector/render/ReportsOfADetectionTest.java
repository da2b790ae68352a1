package dev.flakydetector.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.FlakeRate;
import dev.flakydetector.domain.Interval;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Verdict;
import dev.flakydetector.history.SampleDetections;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportsOfADetectionTest {

    private static final AttemptSource ATTEMPTS = each -> List.of(
                    new AttemptResult.Reported(SampleDetections.outcomes()),
                    new AttemptResult.Overran(Duration.ofSeconds(300)),
                    new AttemptResult.NoReport(137, "killed"))
            .forEach(result -> each.accept(SampleDetections.attempt(result.isReported() ? 0 : 1, result)));

    @Test
    void jsonFollowsItsSchema() throws IOException {
        StringWriter out = new StringWriter();

        JsonReport.write(SampleDetections.finished("d1", "/shop", 0), ATTEMPTS, out);

        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(schema().validate(report)).isEmpty();
        assertThat(report.path("results")).hasSize(3);
        assertThat(report.path("tests").path(0).path("replay").asText()).isEqualTo("flaky replay d1 --attempt 1");
    }

    private static JsonSchema schema() throws IOException {
        try (InputStream in = JsonReport.class.getResourceAsStream("detection.schema.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(in);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@everyone",
                "](javascript:alert(1))",
                "<img onerror=alert(1) src=x>",
                "::set-output name=x::y",
                "a | b `c` ``d``",
                "\u202Egnp.exe",
                "\u001B[31mred"
            })
    void hostileNamesDoNothing(String name) throws IOException {
        Detection detection = withTests(List.of(test(new TestId("suite", name), 0.5)));
        StringWriter html = new StringWriter();

        String markdown = MarkdownReport.render(detection);
        String console = ConsoleReport.render(detection, false);
        HtmlReport.write(detection, ATTEMPTS, html);

        assertThat(markdown).doesNotContain("\u202E").doesNotContain("\u001B");
        assertThat(markdown.lines().filter(line -> line.startsWith("- "))).anyMatch(line -> line.contains("`"));
        assertThat(console).doesNotContain("\u001B").doesNotContain("\u202E");
        assertThat(html.toString()).doesNotContain("<img").doesNotContain("\u202E");
    }

    @Test
    void aCommentStaysWithinItsBoundHoweverManyTestsFailed() {
        List<JudgedTest> tests = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            tests.add(test(new TestId("suite" + i, "n".repeat(10_000)), 0.3));
        }

        String markdown = MarkdownReport.render(withTests(tests));

        assertThat(markdown.length()).isLessThanOrEqualTo(MarkdownReport.MOST_CHARACTERS);
        assertThat(markdown).contains("more tests that failed");
    }

    @Test
    void zeroFailuresNeverReadStable() {
        String rate = Wording.rate(new FlakeRate(0, 20, new Interval(0, 0.161)));

        assertThat(rate).isEqualTo("0 of 20 failed; the rate is below 16 % with 95 % confidence");
    }

    @Test
    void theConsoleFitsEightyColumns() {
        Detection detection =
                withTests(List.of(test(new TestId("a/very/long/path".repeat(9), "name".repeat(30)), 0.4)));

        assertThat(ConsoleReport.render(detection, false).lines().limit(8)).allMatch(line -> line.length() <= 80);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
                "AKIAIOSFODNN7EXAMPLE",
                "xoxb-1234567890-abcdef",
                "password=hunter2hunter2"
            })
    void secretsAreMasked(String secret) {
        assertThat(Secrets.mask("before " + secret + " after"))
                .contains("***")
                .doesNotContain("hunter2")
                .doesNotContain(secret);
    }

    private static JudgedTest test(TestId id, double rate) {
        return new JudgedTest(
                id,
                new FlakeRate((int) (rate * 10), 10, new Interval(0.1, 0.9)),
                FlakeRate.NONE,
                FlakeRate.NONE,
                0,
                Verdict.FLAKY,
                Severity.MEDIUM,
                Optional.empty(),
                false,
                List.of(),
                Optional.empty());
    }

    private static Detection withTests(List<JudgedTest> tests) {
        Detection base = SampleDetections.finished("d1", "/shop", 0);
        return new Detection(
                base.id(),
                base.request(),
                base.status(),
                base.revision(),
                base.framework(),
                base.testCommand(),
                base.command(),
                base.verdict(),
                Severity.MEDIUM,
                tests,
                List.of(),
                10,
                0,
                base.startedAt(),
                base.duration());
    }
}
