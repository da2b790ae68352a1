package dev.flakydetector.browser;

import dev.flakydetector.domain.Cost;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.Forecast;
import dev.flakydetector.domain.Insight;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.PFail;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.SeenCluster;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.history.sqlite.SqliteRunHistory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A history whose every name was written by somebody who means harm. */
final class Hostility {

    static final List<String> NAMES = List.of(
            "<img src=x onerror=alert(1)>",
            "<script>alert(1)</script></style></code></details></table>",
            "\"'><svg onload=alert(1)>{{7*7}}${alert(1)}",
            "[click](javascript:alert(1)) ![x](https://evil.example/x.png)",
            "javascript:alert(1)",
            "https://evil.example/?a=1&b=2#x",
            "@everyone ](//evil.example)",
            "right\u202Eot left\u2066\u200F\u061C",
            "emoji 👩‍🔬 日本語のテスト",
            "x".repeat(10_000),
            "\"'&<>".repeat(400));

    static final String ID = "hostile-1";
    static final String REPOSITORY = "https://example.com/<img src=x onerror=alert(1)>/" + "y".repeat(500);

    private Hostility() {}

    static Detection tell(Path store) {
        try (SqliteRunHistory history = SqliteRunHistory.open(store)) {
            return new Story(
                            ID,
                            REPOSITORY,
                            NAMES.get(0),
                            ShopHistory.NOW.minusSeconds(3_600),
                            DetectionStatus.DONE,
                            4,
                            Hostility::outcomes,
                            NAMES.stream()
                                    .map(name -> Problem.of(Problem.Kind.BUILD, name))
                                    .toList(),
                            insight())
                    .tell(history);
        }
    }

    private static List<Outcome> outcomes(int number) {
        return NAMES.stream()
                .map(name -> Story.outcome(number > 0, "tests/" + name, name))
                .toList();
    }

    private static Insight insight() {
        return new Insight(
                new Forecast(
                        NAMES.stream()
                                .collect(Collectors.toMap(
                                        name -> TestId.parse("tests/" + name), name -> new PFail(0.75, name))),
                        Optional.of(NAMES.get(0))),
                IntStream.range(0, NAMES.size())
                        .mapToObj(i -> new SeenCluster(
                                NAMES.get(i),
                                NAMES.get(i),
                                3,
                                List.of(TestId.parse("tests/" + NAMES.get(i))),
                                Optional.empty(),
                                Optional.empty()))
                        .toList(),
                Optional.of(new Cost(
                        true,
                        NAMES.get(0),
                        NAMES.get(1),
                        List.of(new Cost.Item(NAMES.get(2), 1, NAMES.get(0), 1234.5)))));
    }
}
