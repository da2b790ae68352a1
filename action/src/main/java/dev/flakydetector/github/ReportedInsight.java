package dev.flakydetector.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flakydetector.domain.Cost;
import dev.flakydetector.domain.Forecast;
import dev.flakydetector.domain.Insight;
import dev.flakydetector.domain.Interval;
import dev.flakydetector.domain.PFail;
import dev.flakydetector.domain.SeenCluster;
import dev.flakydetector.domain.SeenCluster.FalsePositive;
import dev.flakydetector.domain.SeenCluster.Past;
import dev.flakydetector.domain.TestId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What history and models said of a detection, from the fields of its JSON report; every one of them may be missing. */
final class ReportedInsight {

    private static final int MOST_TESTS_OF_A_CLUSTER = 1_000;
    private static final int MOST_ITEMS = 100;
    private static final int LONGEST = 200;

    private final JsonNode head;
    private final List<JsonNode> clusters;
    private final List<JsonNode> tests;

    ReportedInsight(JsonNode head, List<JsonNode> clusters, List<JsonNode> tests) {
        this.head = head;
        this.clusters = clusters;
        this.tests = tests;
    }

    Insight insight() {
        return new Insight(
                forecast(), clusters.stream().map(ReportedInsight::cluster).toList(), cost());
    }

    private Forecast forecast() {
        Map<TestId, PFail> byTest = new TreeMap<>();
        for (JsonNode test : tests) {
            JsonNode expected = test.path("p_fail");
            if (expected.isObject()) {
                byTest.put(
                        TestId.parse(text(test, "id")),
                        new PFail(expected.path("probability").asDouble(-1), text(expected, "model")));
            }
        }
        return new Forecast(byTest, found(head, "forecast_absence"));
    }

    private static SeenCluster cluster(JsonNode cluster) {
        return new SeenCluster(
                text(cluster, "key"),
                text(cluster, "name"),
                cluster.path("failures").asInt(),
                tests(cluster),
                cluster.has("times") ? Optional.of(past(cluster)) : Optional.empty(),
                cluster.path("false_positive").isObject()
                        ? Optional.of(falsePositive(cluster.path("false_positive")))
                        : Optional.empty());
    }

    private static List<TestId> tests(JsonNode cluster) {
        List<TestId> tests = new ArrayList<>();
        for (JsonNode id : cluster.path("tests")) {
            if (tests.size() < MOST_TESTS_OF_A_CLUSTER) {
                tests.add(TestId.parse(id.asText()));
            }
        }
        return tests;
    }

    private static Past past(JsonNode cluster) {
        try {
            return new Past(
                    cluster.path("times").asInt(),
                    cluster.path("branches").asInt(),
                    Instant.parse(text(cluster, "since")));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a cluster's 'since' is no time", e);
        }
    }

    private static FalsePositive falsePositive(JsonNode chance) {
        return new FalsePositive(
                chance.path("p").asDouble(-1),
                new Interval(chance.path("lo").asDouble(-1), chance.path("hi").asDouble(-1)));
    }

    private Optional<Cost> cost() {
        JsonNode cost = head.path("cost");
        if (!cost.isObject()) {
            return Optional.empty();
        }
        List<Cost.Item> items = new ArrayList<>();
        for (JsonNode item : cost.path("items")) {
            if (items.size() < MOST_ITEMS) {
                items.add(new Cost.Item(
                        text(item, "name"),
                        item.path("quantity").asDouble(-1),
                        text(item, "unit"),
                        item.path("usd").asDouble(-1)));
            }
        }
        return Optional.of(
                new Cost(cost.path("estimate").asBoolean(), text(cost, "prices_dated"), text(cost, "region"), items));
    }

    private static Optional<String> found(JsonNode node, String field) {
        return Optional.of(text(node, field)).filter(text -> !text.isBlank());
    }

    private static String text(JsonNode node, String field) {
        String text = node.path(field).asText();
        return text.length() <= LONGEST || field.equals("id") ? text : text.substring(0, LONGEST);
    }
}
