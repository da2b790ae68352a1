package dev.flakydetector.render.comment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.flakydetector.domain.Cost;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Forecast;
import dev.flakydetector.domain.SeenCluster;
import dev.flakydetector.render.CleanText;
import dev.flakydetector.render.InsightText;
import dev.flakydetector.render.Plural;
import dev.flakydetector.render.SeverityWording;
import dev.flakydetector.render.TextWidth;
import dev.flakydetector.render.markdown.MarkdownText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** A detection in a few lines for a chat: the headline, the tests that matter most, and where to read on. */
public final class ChatMessage {

    private static final int MOST_TESTS = 10;
    private static final int MOST_ID = 150;
    private static final int SLACK_HEADER = 150;
    private static final int SLACK_SECTION = 3_000;
    private static final int MOST_CLUSTERS = 3;
    private static final int MOST_NAME = 80;
    /** Holds the clusters, the cost and the link. */
    private static final int ROOM_FOR_THE_END = 2_300;

    private static final JsonFactory FACTORY = new JsonFactory();

    private ChatMessage() {}

    /** The body for an incoming webhook of Slack. */
    public static String slack(Detection detection, CommentFacts facts) {
        Findings findings = Findings.of(detection, facts);
        String headline = title(findings, detection);
        String section = slackSection(findings, detection, facts);
        return json(json -> {
            json.writeStringField("text", headline);
            json.writeArrayFieldStart("blocks");
            writeBlock(json, "header", "plain_text", TextWidth.shortenMiddle(headline, SLACK_HEADER));
            if (!section.isEmpty()) {
                writeBlock(json, "section", "mrkdwn", section);
            }
            json.writeEndArray();
        });
    }

    private static String slackSection(Findings findings, Detection detection, CommentFacts facts) {
        Forecast forecast = detection.insight().forecast();
        StringBuilder text = new StringBuilder();
        int told = 0;
        for (Finding finding : most(findings)) {
            String line = "• %s %s\n".formatted(slackCode(name(finding)), slackText(finding.inShort(forecast)));
            if (text.length() + line.length() > SLACK_SECTION - ROOM_FOR_THE_END) {
                break;
            }
            text.append(line);
            told++;
        }
        appendMore(text, findings.all().size() - told);
        for (SeenCluster cluster : telling(detection)) {
            text.append("🧩 %s %s\n".formatted(slackCode(name(cluster)), slackText(about(cluster, detection))));
        }
        detection
                .insight()
                .cost()
                .ifPresent(cost -> text.append(slackText(sentence(cost))).append('\n'));
        report(facts).ifPresent(url -> text.append('<').append(slackText(url)).append("|Full report>"));
        return text.toString();
    }

    private static void writeBlock(JsonGenerator json, String type, String textType, String text) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", type);
        json.writeObjectFieldStart("text");
        json.writeStringField("type", textType);
        json.writeStringField("text", text);
        json.writeEndObject();
        json.writeEndObject();
    }

    /** The body for a webhook of Discord; it mentions nobody, whatever a test is called. */
    public static String discord(Detection detection, CommentFacts facts) {
        Findings findings = Findings.of(detection, facts);
        String description = discordDescription(findings, detection);
        Optional<String> report = report(facts);
        return json(json -> {
            json.writeArrayFieldStart("embeds");
            json.writeStartObject();
            json.writeStringField("title", title(findings, detection));
            json.writeStringField("description", description);
            if (report.isPresent()) {
                json.writeStringField("url", report.get());
            }
            json.writeEndObject();
            json.writeEndArray();
            json.writeObjectFieldStart("allowed_mentions");
            json.writeArrayFieldStart("parse");
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static String discordDescription(Findings findings, Detection detection) {
        Forecast forecast = detection.insight().forecast();
        StringBuilder text = new StringBuilder();
        for (Finding finding : most(findings)) {
            text.append("- ").append(MarkdownText.code(name(finding), MOST_ID)).append(' ');
            text.append(CommentText.phrase(finding.inShort(forecast), MOST_ID)).append('\n');
        }
        appendMore(text, findings.all().size() - MOST_TESTS);
        for (SeenCluster cluster : telling(detection)) {
            text.append("🧩 ").append(MarkdownText.code(name(cluster), MOST_NAME));
            text.append(' ').append(about(cluster, detection)).append('\n');
        }
        detection.insight().cost().ifPresent(cost -> text.append(sentence(cost)));
        return text.toString();
    }

    private static String title(Findings findings, Detection detection) {
        return SeverityWording.emoji(findings.loudest()) + " " + findings.headline(detection);
    }

    private static Optional<String> report(CommentFacts facts) {
        return facts.reportUrl().map(CommentText::url).filter(url -> !url.equals(CommentText.NOWHERE));
    }

    private static List<Finding> most(Findings findings) {
        return findings.all().stream().limit(MOST_TESTS).toList();
    }

    private static String name(Finding finding) {
        return TextWidth.shortenMiddle(CleanText.line(finding.id().toString()), MOST_ID);
    }

    /** Those that say more than the line of their test: of several tests, or met before. */
    private static List<SeenCluster> telling(Detection detection) {
        return detection.insight().clusters().stream()
                .filter(cluster -> cluster.tests().size() > 1
                        || cluster.past().filter(past -> past.times() > 1).isPresent())
                .limit(MOST_CLUSTERS)
                .toList();
    }

    private static String name(SeenCluster cluster) {
        return TextWidth.shortenEnd(CleanText.line(cluster.name()), MOST_NAME);
    }

    private static String about(SeenCluster cluster, Detection detection) {
        String known = InsightText.known(cluster, detection.startedAt());
        return "in %s%s".formatted(Plural.of(cluster.tests().size(), "test"), known.isEmpty() ? "" : ", " + known);
    }

    private static String sentence(Cost cost) {
        return "Cost: " + InsightText.cost(cost);
    }

    private static void appendMore(StringBuilder text, int more) {
        if (more > 0) {
            text.append("… and ").append(Plural.of(more, "more test")).append('\n');
        }
    }

    private static String slackCode(String name) {
        return "`" + slackText(name.replace('`', '\'')) + "`";
    }

    private static String slackText(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Writes the fields of an object. */
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private static String json(Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A string cannot refuse to be written", e);
        }
        return text.toString();
    }
}
