package dev.flakydetector.browser;

import dev.flakydetector.domain.Cost;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.Forecast;
import dev.flakydetector.domain.Insight;
import dev.flakydetector.domain.Interval;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.PFail;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.SeenCluster;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.history.sqlite.SqliteRunHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Three months of a shop with two repositories: more detections than one page of the API holds, some of them unfinished. */
final class ShopHistory {

    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    static final String SHOP = "https://github.com/acme/shop.git";
    static final String MAIL = "https://github.com/acme/mail.git";
    static final String SESSION = "tests/test_session.py::TestSession::test_logs_in_after_logout[chrome]";
    static final String STOCK = "tests/test_stock.py::test_reserves_last_item";
    static final String SENDS = "tests/test_mail.py::test_sends_within_a_second";

    private static final int RUNS = 10;

    private ShopHistory() {}

    /** Tells it in a store, the newest detection last. */
    static List<Detection> tell(Path store) {
        List<Detection> told = new ArrayList<>();
        try (SqliteRunHistory history = SqliteRunHistory.open(store)) {
            for (int i = 120; i > 0; i--) {
                told.add(shop(i, NOW.minus(Duration.ofHours(17L * i))).tell(history));
                if (i % 3 == 0) {
                    told.add(mail(i, NOW.minus(Duration.ofHours(17L * i + 5))).tell(history));
                }
            }
            told.add(ended("failed-1", DetectionStatus.FAILED, 0).tell(history));
            told.add(ended("cancelled-1", DetectionStatus.CANCELLED, 3).tell(history));
            told.add(ended("running-1", DetectionStatus.RUNNING, 0).tell(history));
        }
        return told;
    }

    /** The newest finished detection of the shop. */
    static Story loudest() {
        return shop(1, NOW.minus(Duration.ofHours(17)));
    }

    private static Story shop(int i, Instant at) {
        return new Story(
                "shop-" + i,
                SHOP,
                i % 4 == 0 ? "rework" : "main",
                at,
                DetectionStatus.DONE,
                RUNS,
                n -> shopOutcomes(i, n),
                List.of(),
                i == 1 ? insight() : Insight.NONE);
    }

    /** Quiet weeks and loud ones, the last ones loudest. */
    private static List<Outcome> shopOutcomes(int i, int n) {
        return List.of(
                Story.outcome(n < 7 && i < 25 && i % 3 != 2, SESSION, "no session for user 7"),
                Story.outcome(n == 3 && i % 2 == 1, STOCK, "stock is -1"),
                Story.outcome(false, "tests/test_cart.py::test_total", ""));
    }

    private static Story mail(int i, Instant at) {
        return new Story(
                "mail-" + i,
                MAIL,
                "main",
                at,
                DetectionStatus.DONE,
                RUNS,
                n -> List.of(Story.outcome(n < 4 && i % 6 == 0, SENDS, "took 1.204 s")),
                List.of(),
                Insight.NONE);
    }

    private static Story ended(String id, DetectionStatus status, int runs) {
        return new Story(
                id,
                MAIL,
                "main",
                NOW.minusSeconds(60L * (10 - runs)),
                status,
                runs,
                n -> List.of(Story.outcome(false, SENDS, "")),
                status == DetectionStatus.FAILED
                        ? List.of(Problem.of(Problem.Kind.BUILD, "mail.py: SyntaxError"))
                        : List.of(),
                Insight.NONE);
    }

    private static Insight insight() {
        return new Insight(
                new Forecast(Map.of(TestId.parse(SESSION), new PFail(0.51, "boosted-trees-3f9c2a")), Optional.empty()),
                List.of(new SeenCluster(
                        "tokens-v1-7b0d44",
                        "AssertionError: no session for user <num>",
                        8,
                        List.of(TestId.parse(SESSION), TestId.parse(STOCK)),
                        Optional.of(new SeenCluster.Past(12, 5, Instant.parse("2026-06-03T08:15:00Z"))),
                        Optional.of(new SeenCluster.FalsePositive(0.8214, new Interval(0.64, 0.9265))))),
                Optional.of(new Cost(
                        true,
                        "2026-05",
                        "us-east-1",
                        List.of(new Cost.Item("lambda_gb_second_arm64", 150.2, "GB-second", 0.0020026)))));
    }
}
