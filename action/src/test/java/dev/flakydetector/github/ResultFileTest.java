package dev.flakydetector.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Insight;
import dev.flakydetector.render.comment.CommentFacts;
import dev.flakydetector.render.comment.PullRequestComment;
import dev.flakydetector.render.json.JsonReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultFileTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String INSIGHT = """
        {"clusters": [{"key": "tokens-v1-7b0d44", "name": "AssertionError: <b>1</b> != @everyone", "failures": 9,
          "tests": ["a::one", "a::two"], "times": 12, "branches": 5, "since": "2026-06-03T08:15:00Z",
          "false_positive": {"p": 0.82, "lo": 0.64, "hi": 0.92}}],
         "cost": {"total_usd": 77, "estimate": false, "prices_dated": "2026-05", "region": "us-east-1",
          "items": [{"name": "lambda_request", "quantity": 3, "unit": "request", "usd": 0.0021}]}}\
        """;

    @TempDir
    private Path folder;

    @Test
    void theCommentFromAResultShowsWhatHistoryAndModelsSaid() throws Exception {
        Detection detection = ResultFile.read(write(result()));

        String comment = PullRequestComment.render(detection, CommentFacts.NONE);

        assertThat(comment)
                .contains(
                        "2 tests, cluster `AssertionError: <b>1</b> != @everyone`: seen 12 times on 5 branches since 3"
                                + " June")
                .contains("chance of a false alarm 82 % (64 % to 92 %)")
                .contains("next run fails with 23 %")
                .contains("Cost: about $0.0021 in the cloud (prices of 2026-05)");
    }

    @Test
    void aReportIsReadBackAsItWasWritten() throws Exception {
        Detection read = ResultFile.read(write(result()));
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        JsonReport.write(read, each -> {}, again);

        Detection readAgain = ResultFile.read(Files.write(folder.resolve("again.json"), again.toByteArray()));

        assertThat(readAgain.insight()).isEqualTo(read.insight()).isNotEqualTo(Insight.NONE);
    }

    @Test
    void aReportFromBeforeThereWasInsightHasNone() throws Exception {
        Path file = new ResultJson().with("a::one", 6).in(folder);

        assertThat(ResultFile.read(file).insight()).isEqualTo(Insight.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"probability\":0.23|\"probability\":7|0 <= p <= 1",
                "\"probability\":0.23|\"probability\":\"NaN\"|'probability' is missing or no number",
                "\"failures\":9|\"failures\":-9|'failures' of a cluster",
                "\"times\":12|\"times\":99999999999|'times' of a cluster",
                "\"since\":\"2026-06-03T08:15:00Z\"|\"since\":\"<b>\"|'since' of a cluster is no time",
                "\"lo\":0.64|\"lo\":0.99|An interval of probabilities",
                "\"usd\":0.0021|\"usd\":-1|dollars of at least 0",
                "\"usd\":0.0021|\"usd\":1e999|dollars of at least 0",
                "[\"a::one\",\"a::two\"]|[1,2]|'tests' of a cluster",
                "\"key\":\"tokens-v1-7b0d44\"|\"key\":[]|'key' is missing or no text"
            })
    void aForgedFieldMakesTheResultUnusable(String written, String forged, String reason) throws IOException {
        String json = MAPPER.writeValueAsString(result());
        Path file = Files.writeString(folder.resolve("result.json"), json.replace(written, forged));

        assertThat(json).contains(written);
        assertThatThrownBy(() -> ResultFile.read(file))
                .isInstanceOf(UnusableResult.class)
                .hasMessageContaining(reason);
    }

    @Test
    void moreClustersThanAnybodyHasAreRefused() throws IOException {
        ObjectNode result = result();
        for (int i = 0; i < 10_001; i++) {
            result.withArray("clusters").add(i);
        }
        Path file = write(result);

        assertThatThrownBy(() -> ResultFile.read(file)).hasMessageContaining("more than 10000");
    }

    private static ObjectNode result() throws IOException {
        ObjectNode result = (ObjectNode) MAPPER.readTree(
                new ResultJson().with("a::one", 6).with("a::two", 3).bytes());
        result.setAll((ObjectNode) MAPPER.readTree(INSIGHT));
        ((ObjectNode) result.path("tests").path(0))
                .put("cluster", "tokens-v1-7b0d44")
                .putObject("p_fail")
                .put("probability", 0.23)
                .put("model", "m1");
        return result;
    }

    private Path write(ObjectNode result) throws IOException {
        return Files.write(folder.resolve("result.json"), MAPPER.writeValueAsBytes(result));
    }
}
