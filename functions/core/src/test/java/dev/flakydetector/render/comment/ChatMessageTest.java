package dev.flakydetector.render.comment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.render.SampleInsight;
import dev.flakydetector.render.Samples;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChatMessageTest {

    private static final CommentFacts FACTS = new CommentFacts(
            new TreeSet<>(),
            new TreeMap<>(),
            Optional.empty(),
            Optional.of("https://github.com/octo/shop/actions/runs/9"),
            Optional.empty(),
            List.of(),
            "",
            List.of());

    @Test
    void slackGetsTheHeadlineTheTestsAndALink() throws IOException {
        JsonNode message = slack("tests/a.py::test_a");

        assertThat(message.path("text").asText()).contains("1 test failed: 1 is flaky");
        assertThat(section(message))
                .contains("`tests/a.py::test_a`")
                .contains("3 of 10 failed")
                .endsWith("<https://github.com/octo/shop/actions/runs/9|Full report>");
    }

    @Test
    void slackMentionsNobodyAndLinksNothingElse() throws IOException {
        String section = section(slack("<!everyone> <https://evil.test|click> `x`"));

        assertThat(section).doesNotContain("<!").doesNotContain("<https://evil").doesNotContain("`x`");
    }

    @Test
    void messagesStayWithinTheBoundsOfTheirServices() throws IOException {
        String[] names =
                IntStream.range(0, 500).mapToObj(i -> i + "<".repeat(5_000)).toArray(String[]::new);

        JsonNode slack = slack(names);
        JsonNode discord = discord(names);

        assertThat(section(slack)).hasSizeLessThanOrEqualTo(3_000).contains("more tests");
        assertThat(slack.path("blocks").path(0).path("text").path("text").asText())
                .hasSizeLessThanOrEqualTo(150);
        assertThat(discord.path("embeds").path(0).path("title").asText()).hasSizeLessThanOrEqualTo(256);
        assertThat(discord.path("embeds").path(0).path("description").asText()).hasSizeLessThanOrEqualTo(4_096);
    }

    @Test
    void bothTellWhatHistoryAndModelsSaid() throws IOException {
        Detection typical = Samples.typical().detection();
        String known =
                "in 2 tests, seen 12 times on 5 branches since 3 June; chance of a false alarm 82.1 % (64 % to 92.7 %)";

        String slack = section(new ObjectMapper().readTree(ChatMessage.slack(typical, FACTS)));
        String discord = new ObjectMapper()
                .readTree(ChatMessage.discord(typical, FACTS))
                .path("embeds")
                .path(0)
                .path("description")
                .asText();

        assertThat(slack)
                .contains("next run fails with 23 %", "next run fails with &lt;0.1 %")
                .contains("🧩 `AssertionError: no session for user &lt;num&gt;` " + known)
                .contains("Cost: about $0.0021 in the cloud (estimate, prices of 2026-05)")
                .doesNotContain("assert &lt;num&gt;");
        assertThat(discord)
                .contains("next run fails with 23 %")
                .contains("🧩 `AssertionError: no session for user <num>` " + known)
                .contains("Cost: about $0.0021");
    }

    @Test
    void discordIsForbiddenToMentionAnybody() throws IOException {
        JsonNode message = discord("@everyone");

        assertThat(message.path("allowed_mentions").path("parse").isArray()).isTrue();
        assertThat(message.path("allowed_mentions").path("parse")).isEmpty();
        assertThat(message.path("embeds").path(0).path("description").asText()).contains("`@everyone`");
    }

    private static String section(JsonNode slack) {
        return slack.path("blocks").path(1).path("text").path("text").asText();
    }

    private static JsonNode slack(String... names) throws IOException {
        return new ObjectMapper().readTree(ChatMessage.slack(detection(names), FACTS));
    }

    private static JsonNode discord(String... names) throws IOException {
        return new ObjectMapper().readTree(ChatMessage.discord(detection(names), FACTS));
    }

    private static Detection detection(String... names) {
        return CommentSamples.detection(List.of(names).stream()
                        .map(name -> CommentSamples.test(name, 3, 10, ""))
                        .toList())
                .with(SampleInsight.hostile());
    }
}
