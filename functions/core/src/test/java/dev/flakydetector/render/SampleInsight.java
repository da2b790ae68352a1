package dev.flakydetector.render;

import dev.flakydetector.domain.Cost;
import dev.flakydetector.domain.Forecast;
import dev.flakydetector.domain.Insight;
import dev.flakydetector.domain.Interval;
import dev.flakydetector.domain.PFail;
import dev.flakydetector.domain.SeenCluster;
import dev.flakydetector.domain.TestId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What history and models could add to the {@link Samples}. */
public final class SampleInsight {

    private static final TestId CART = TestId.parse("tests/test_cart.py::TestCart::test_total[eur]");
    private static final TestId SESSION = TestId.parse("tests/test_session.py::test_logs_in_after_logout");
    private static final TestId STOCK = TestId.parse("tests/test_stock.py::test_reserves_last_item");
    private static final TestId MAIL = TestId.parse("tests/test_mail.py::test_sends_within_a_second");
    private static final String MODEL = "boosted-trees-3f9c2a";

    private SampleInsight() {}

    /** One cluster of several tests that is well known, one met for the first time, one from an earlier year. */
    public static Insight typical() {
        return new Insight(
                new Forecast(
                        Map.of(
                                CART, new PFail(0.9974, MODEL),
                                SESSION, new PFail(0.51, MODEL),
                                STOCK, new PFail(0.2296, MODEL),
                                MAIL, new PFail(0.0004, MODEL)),
                        Optional.empty()),
                List.of(
                        cluster("tokens-v1-04ac91", "AssertionError: assert <num> == <num>", 34, List.of(CART)),
                        new SeenCluster(
                                "tokens-v1-7b0d44",
                                "AssertionError: no session for user <num>",
                                24,
                                List.of(SESSION, STOCK),
                                Optional.of(new SeenCluster.Past(12, 5, Instant.parse("2026-06-03T08:15:00Z"))),
                                Optional.of(new SeenCluster.FalsePositive(0.8214, new Interval(0.64, 0.9265)))),
                        new SeenCluster(
                                "tokens-v1-e2119c",
                                "AssertionError: took <duration>",
                                1,
                                List.of(MAIL),
                                Optional.of(new SeenCluster.Past(2, 0, Instant.parse("2025-12-24T23:59:00Z"))),
                                Optional.empty())),
                Optional.of(cost(true)));
    }

    public static Insight withoutModel() {
        return new Insight(
                Forecast.absent("no model yet: 'flaky train --from-history .' makes one once 20 runs are stored"),
                List.of(),
                Optional.of(cost(false)));
    }

    /** Names that somebody wrote into a log, and a model and prices that are called no better. */
    public static Insight hostile() {
        return new Insight(
                new Forecast(
                        Samples.HOSTILE.stream()
                                .collect(Collectors.toMap(
                                        text -> TestId.parse("tests/" + text), text -> new PFail(0.75, text))),
                        Optional.of(Samples.HOSTILE.get(2))),
                IntStream.range(0, Samples.HOSTILE.size())
                        .mapToObj(i -> cluster(
                                Samples.HOSTILE.get(i),
                                Samples.HOSTILE.get(i),
                                3,
                                List.of(
                                        TestId.parse("tests/" + Samples.HOSTILE.get(i)),
                                        TestId.parse(
                                                "tests/" + Samples.HOSTILE.get((i + 1) % Samples.HOSTILE.size())))))
                        .toList(),
                Optional.of(new Cost(
                        true,
                        Samples.HOSTILE.get(1),
                        Samples.HOSTILE.get(4),
                        List.of(new Cost.Item(Samples.HOSTILE.get(5), 1, Samples.HOSTILE.get(2), 1234.5)))));
    }

    public static SeenCluster cluster(String key, String name, int failures, List<TestId> tests) {
        return new SeenCluster(key, name, failures, tests, Optional.empty(), Optional.empty());
    }

    private static Cost cost(boolean estimate) {
        return new Cost(
                estimate,
                "2026-05",
                "us-east-1",
                List.of(
                        new Cost.Item("lambda_gb_second_arm64", 150.2, "GB-second", 0.0020026),
                        new Cost.Item("step_functions_transition", 4, "transition", 0.0001),
                        new Cost.Item("dynamodb_write_unit", 38, "write unit", 0.00002375)));
    }
}
