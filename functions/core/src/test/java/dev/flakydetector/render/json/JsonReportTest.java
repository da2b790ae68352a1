package dev.flakydetector.render.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.CapturedOutput;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionRequest.ReportPolicy;
import dev.flakydetector.domain.SeverityThresholds;
import dev.flakydetector.render.Golden;
import dev.flakydetector.render.Replay;
import dev.flakydetector.render.SampleDetection;
import dev.flakydetector.render.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonReportTest {

    private static final JsonSchema SCHEMA = schema();

    static Stream<Supplier<SampleDetection>> samples() {
        return Stream.of(Samples::typical, Samples::passing, Samples::unjudged, Samples::crashing, Samples::hostile);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void keepsToTheShippedSchema(Supplier<SampleDetection> sample) throws IOException {
        String json = write(sample.get());

        assertThat(problemsOf(json)).isEmpty();
    }

    @Test
    void theSchemaTakesNothingThatItDoesNotKnow() throws IOException {
        ObjectNode root = (ObjectNode) new ObjectMapper().readTree(write(Samples.passing()));
        root.put("surprise", 1);
        ((ObjectNode) root.path("tests").path(0)).put("surprise", 1);
        ((ObjectNode) root.path("results").path(0)).remove("seed");

        assertThat(problemsOf(root.toString())).hasSize(3);
    }

    @Test
    void readsAsItShould() throws IOException {
        Golden.assertEquals(getClass(), write(Samples.typical()), "typical.json");
    }

    @Test
    void hasOneResultForEachAttemptAndTheCountsAgree() throws IOException {
        JsonNode root = new ObjectMapper().readTree(write(Samples.typical()));

        assertThat(root.path("total_runs").asInt())
                .isEqualTo(root.path("results").size());
        assertThat(root.path("failures").asInt()).isEqualTo(34);
        assertThat(root.path("repro_rate").asDouble()).isEqualTo(1.0);
        assertThat(root.path("results").path(9).path("exit_code").isNull()).isTrue();
        assertThat(root.path("results").path(9).path("problem").asText()).contains("300 s");
        assertThat(root.path("results").path(1).path("variation").asText()).isEqualTo("order,hash-seed");
        assertThat(root.path("results").path(0).path("variation").asText()).isEqualTo("none");
        JsonNode worst = root.path("tests").path(0);
        assertThat(worst.path("failing_seeds").path(0).asInt()).isEqualTo(4000);
        assertThat(worst.path("replay").asText()).isEqualTo("flaky replay d-20261101-7f3a21 --attempt 0");
    }

    @Test
    void keepsNoSecretAndNoBrokenCharacter() throws IOException {
        String json = write(Samples.hostile());

        assertThat(json).doesNotContain("ghp_abcdef", "AKIAIOSFODNN7EXAMPLE", "hunter2");
        assertThat(json).contains("lone \uFFFD surrogate");
    }

    @Test
    void cutsLongMessagesWhereTheConfigurationSays() throws IOException {
        CompletedAttempt attempt = SampleDetection.reported(0, List.of(Samples.failed("a", "m".repeat(500))));
        ReportPolicy policy = new ReportPolicy(SeverityThresholds.DEFAULT, List.of(), false, 80);

        String json = write(SampleDetection.of(List.of(attempt), 1, List.of(), "/home/ada/shop", policy));

        JsonNode failure =
                new ObjectMapper().readTree(json).path("tests").path(0).path("failure");
        assertThat(failure.path("message").asText()).isEqualTo("m".repeat(80) + "…");
    }

    @Test
    void cutsLongOutputUnlessTheWholeIsWanted() throws IOException {
        String output = "begin " + "x".repeat(1_000_000) + " ghp_abcdefghijklmnopqrstuvwxyz0123456789 end";

        String cut = stdoutOf(detectionThatPrints(output, false));
        String whole = stdoutOf(detectionThatPrints(output, true));

        assertThat(cut)
                .hasSizeLessThan(11_000)
                .startsWith("begin")
                .endsWith("end")
                .contains("left out");
        assertThat(whole).hasSizeGreaterThan(1_000_000);
        assertThat(cut + whole).doesNotContain("ghp_abc");
    }

    @Test
    void hidesInEveryAttemptWhatOneAsksToBeMasked() throws IOException {
        List<CompletedAttempt> attempts =
                List.of(printing(0, "opening sesame"), printing(1, "::add-mask::sesame\ndone"));

        String json = write(SampleDetection.of(attempts, 2, List.of(), "/home/ada/shop"));

        assertThat(json).doesNotContain("sesame").contains("opening ***");
    }

    @Test
    void namesAReplayThatNeedsNoStore() throws IOException {
        SampleDetection sample = Samples.typical();
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        JsonReport.write(sample.detection(), sample.source(), Replay.FROM_REQUEST, out);

        JsonNode worst =
                new ObjectMapper().readTree(out.toByteArray()).path("tests").path(0);
        assertThat(worst.path("replay").asText())
                .startsWith("flaky replay --repo ")
                .contains(" --ref 9fceb02d0ae598e95dc970b74767f19372d61af8 --attempt 0 --seed 42")
                .contains(" --vary order,hash-seed --framework pytest --test-command ");
        assertThat(problemsOf(out.toString(StandardCharsets.UTF_8))).isEmpty();
    }

    private static String stdoutOf(SampleDetection sample) throws IOException {
        return new ObjectMapper()
                .readTree(write(sample))
                .path("results")
                .path(0)
                .path("stdout")
                .asText();
    }

    private static SampleDetection detectionThatPrints(String output, boolean whole) {
        ReportPolicy policy = new ReportPolicy(SeverityThresholds.DEFAULT, List.of(), whole, 200);
        return SampleDetection.of(List.of(printing(0, output)), 1, List.of(), "/home/ada/shop", policy);
    }

    private static CompletedAttempt printing(int number, String output) {
        return SampleDetection.completed(
                number,
                new AttemptResult.Reported(List.of(Samples.passed("a"))),
                OptionalInt.of(0),
                new CapturedOutput(output, "", false));
    }

    @Test
    void leavesTheStreamOpenAndSaysWhatFailed() {
        Detection detection = Samples.passing().detection();
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };

        assertThatThrownBy(() -> JsonReport.write(detection, each -> {}, full))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("No space left on device");
    }

    private static String write(SampleDetection sample) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonReport.write(sample.detection(), sample.source(), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Set<ValidationMessage> problemsOf(String json) {
        return SCHEMA.validate(
                json, InputFormat.JSON, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
    }

    private static JsonSchema schema() {
        InputStream in = JsonReport.class.getResourceAsStream("detection.schema.json");
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
    }
}
