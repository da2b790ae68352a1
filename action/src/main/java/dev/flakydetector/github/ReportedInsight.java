package dev.flakydetector.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flakydetector.domain.Cost;
import dev.flakydetector.domain.Forecast;
import dev.flakydetector.domain.Insight;
import dev.flakydetector.domain.Interval;
import dev.flakydetector.domain.PFail;
import dev.flakydetector.domain.SeenCluster;
import dev.flakydetector.domain.TestId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** What history and models said, from the fields of a JSON report; a wrong field is an IllegalArgumentException. */
final class ReportedInsight {

    private static final int MOST_TESTS = 100_000;
    private static final int MOST_ITEMS = 100;
    private static final int LONGEST = 2_000;

    private ReportedInsight() {}

    static Insight of(JsonNode head, List<JsonNode> tests, List<JsonNode> clusters) {
        return new Insight(
                forecast(head, tests),
                clusters.stream().map(ReportedInsight::cluster).toList(),
                head.path("cost").isObject() ? Optional.of(cost(head.path("cost"))) : Optional.empty());
    }

    private static Forecast forecast(JsonNode head, List<JsonNode> tests) {
        Map<TestId, PFail> byTest = new TreeMap<>();
        for (JsonNode test : tests) {
            JsonNode expected = test.path("p_fail");
            if (expected.isObject()) {
                byTest.put(
                        TestId.parse(test.path("id").asText()),
                        new PFail(amount(expected, "probability"), text(expected, "model")));
            }
        }
        return new Forecast(
                byTest, head.has("forecast_absence") ? Optional.of(text(head, "forecast_absence")) : Optional.empty());
    }

    private static SeenCluster cluster(JsonNode cluster) {
        return new SeenCluster(
                text(cluster, "key"),
                text(cluster, "name"),
                count(cluster, "failures"),
                tests(cluster),
                cluster.has("times") ? Optional.of(past(cluster)) : Optional.empty(),
                cluster.path("false_positive").isObject()
                        ? Optional.of(falsePositive(cluster.path("false_positive")))
                        : Optional.empty());
    }

    private static List<TestId> tests(JsonNode cluster) {
        List<TestId> tests = new ArrayList<>();
        for (JsonNode id : cluster.path("tests")) {
            if (!id.isTextual() || tests.size() == MOST_TESTS) {
                throw new IllegalArgumentException("'tests' of a cluster are no names, or too many");
            }
            tests.add(TestId.parse(id.asText()));
        }
        return tests;
    }

    private static SeenCluster.Past past(JsonNode cluster) {
        try {
            return new SeenCluster.Past(
                    count(cluster, "times"), count(cluster, "branches"), Instant.parse(text(cluster, "since")));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'since' of a cluster is no time", e);
        }
    }

    private static SeenCluster.FalsePositive falsePositive(JsonNode alarm) {
        return new SeenCluster.FalsePositive(
                amount(alarm, "p"), new Interval(amount(alarm, "lo"), amount(alarm, "hi")));
    }

    private static Cost cost(JsonNode cost) {
        return new Cost(
                cost.path("estimate").asBoolean(true),
                text(cost, "prices_dated"),
                text(cost, "region"),
                StreamSupport.stream(cost.path("items").spliterator(), false)
                        .limit(MOST_ITEMS)
                        .map(item -> new Cost.Item(
                                text(item, "name"), amount(item, "quantity"), text(item, "unit"), amount(item, "usd")))
                        .toList());
    }

    private static int count(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.canConvertToInt() || value.asInt() < 0) {
            throw new IllegalArgumentException("'%s' of a cluster is missing or no count".formatted(field));
        }
        return value.asInt();
    }

    private static double amount(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isNumber()) {
            throw new IllegalArgumentException("'%s' is missing or no number".formatted(field));
        }
        return value.asDouble();
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("'%s' is missing or no text".formatted(field));
        }
        String text = value.asText();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
