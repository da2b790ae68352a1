package dev.flakydetector.render;

import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.CapturedOutput;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.OutcomeStatus;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.TestId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The detections that the golden files show. */
public final class Samples {

    /** What a hostile repository would write into names, messages and logs. */
    public static final List<String> HOSTILE = List.of(
            "@everyone please look",
            "[click](javascript:alert(1)) ![x](https://evil.example/x.png)",
            "<img src=x onerror=alert(1)><script>alert(1)</script></details></code>",
            "::set-output name=token::stolen ##[command]rm",
            "a | b `tick` ``two`` *bold* _it_ #12 ~~x~~ <!-- -->",
            "right\u202Eot left\u2066\u200F\u061C",
            "bell\u0007 null\u0000 esc\u001B[31mred\u001B[0m \u001B]0;title\u0007 cr\rlf\nnext",
            "token ghp_abcdefghijklmnopqrstuvwxyz0123456789 and AKIAIOSFODNN7EXAMPLE",
            "lone \uD800 surrogate, emoji 👩‍🔬, 日本語のテスト",
            "```\nfence ~~~\n```",
            "x".repeat(10_000),
            "`".repeat(10_000),
            "\"'&<>".repeat(2_000));

    private Samples() {}

    /** Those that every report for people has a golden file of, with the file's name. */
    public static Stream<Arguments> named() {
        return Stream.of(
                Arguments.of("typical", typical()),
                Arguments.of("passing", passing()),
                Arguments.of("unjudged", unjudged()),
                Arguments.of("crashing", crashing()),
                Arguments.of("hostile", hostile()));
    }

    /** A suite with a bug, an order-dependent test, a rare flake, an ignored one, trouble and quiet tests. */
    public static SampleDetection typical() {
        List<CompletedAttempt> attempts = new ArrayList<>();
        for (int number = 0; number < 36; number++) {
            attempts.add(SampleDetection.reported(number, typicalOutcomes(number)));
        }
        attempts.set(
                9,
                SampleDetection.completed(
                        9,
                        new AttemptResult.Overran(Duration.ofSeconds(300)),
                        OptionalInt.empty(),
                        new CapturedOutput("", "stuck\n", false)));
        attempts.set(
                20,
                SampleDetection.completed(
                        20,
                        new AttemptResult.NoReport(137, "the process was killed, as when memory runs out"),
                        OptionalInt.of(137),
                        CapturedOutput.NONE));
        return SampleDetection.of(
                        attempts,
                        100,
                        List.of(
                                Problem.inAttempt(
                                        9,
                                        Problem.Kind.TIMEOUT,
                                        "Attempt 9 was stopped after 300 s without a report; a longer --timeout gives"
                                                + " it time."),
                                Problem.inAttempt(
                                        20,
                                        Problem.Kind.REPORT,
                                        "Attempt 20 ended with exit code 137 and no usable report: the process was"
                                                + " killed, as when memory runs out."),
                                Problem.of(
                                        Problem.Kind.DEGRADED,
                                        "pytest-randomly is not installed, so the order was shuffled by our own"
                                                + " plugin.")),
                        "https://github.com/acme/shop.git")
                .with(SampleInsight.typical());
    }

    private static List<Outcome> typicalOutcomes(int number) {
        List<Outcome> outcomes = new ArrayList<>();
        outcomes.add(failed("tests/test_cart.py::TestCart::test_total[eur]", "assert 3 == 4"));
        outcomes.add(
                number % 2 == 1
                        ? failed("tests/test_session.py::test_logs_in_after_logout", "no session for user 7")
                        : passed("tests/test_session.py::test_logs_in_after_logout"));
        outcomes.add(
                number % 5 == 3
                        ? failed("tests/test_stock.py::test_reserves_last_item", "stock is -1")
                        : passed("tests/test_stock.py::test_reserves_last_item"));
        outcomes.add(
                number == 17
                        ? failed("tests/test_mail.py::test_sends_within_a_second", "took 1.204 s")
                        : passed("tests/test_mail.py::test_sends_within_a_second"));
        outcomes.add(
                number % 3 == 0
                        ? failed("tests/test_tax.py::test_known_rounding", "0.30000000000000004 != 0.3")
                        : passed("tests/test_tax.py::test_known_rounding"));
        outcomes.add(
                number % 4 == 0
                        ? Outcome.skipped(TestId.parse("tests/test_search.py::test_finds_umlauts"))
                        : passed("tests/test_search.py::test_finds_umlauts"));
        outcomes.add(Outcome.skipped(TestId.parse("tests/test_windows.py::test_paths")));
        IntStream.range(0, 6).forEach(i -> outcomes.add(passed("tests/test_catalog.py::test_page_" + i)));
        return outcomes;
    }

    public static SampleDetection passing() {
        return SampleDetection.of(
                        20, n -> List.of(passed("tests/test_a.py::test_one"), passed("tests/test_a.py::test_two")))
                .with(SampleInsight.withoutModel());
    }

    public static SampleDetection unjudged() {
        List<CompletedAttempt> attempts = IntStream.range(0, 3)
                .mapToObj(n -> SampleDetection.completed(
                        n,
                        new AttemptResult.BuildBroken("cart.py: SyntaxError"),
                        OptionalInt.of(2),
                        CapturedOutput.NONE))
                .toList();
        return SampleDetection.of(
                attempts,
                10,
                List.of(Problem.of(
                        Problem.Kind.BUILD, "The build broke in 3 attempts: cart.py: SyntaxError. Fix it first.")),
                "/home/ada/shop");
    }

    /** The command fails on exit though no test does. */
    public static SampleDetection crashing() {
        List<CompletedAttempt> attempts = IntStream.range(0, 10)
                .mapToObj(n -> SampleDetection.completed(
                        n,
                        new AttemptResult.Reported(List.of(passed("tests/test_a.py::test_one"))),
                        OptionalInt.of(n % 3 == 0 ? 139 : 0),
                        CapturedOutput.NONE))
                .toList();
        return SampleDetection.of(attempts, 10, List.of(), "/home/ada/shop");
    }

    /** Every name, message and problem is written by somebody who means harm. */
    public static SampleDetection hostile() {
        List<CompletedAttempt> attempts = IntStream.range(0, 4)
                .mapToObj(n -> SampleDetection.completed(
                        n,
                        new AttemptResult.Reported(HOSTILE.stream()
                                .map(text -> hostileOutcome(n, text))
                                .toList()),
                        OptionalInt.of(1),
                        new CapturedOutput(HOSTILE.get(3), HOSTILE.get(7), false)))
                .toList();
        return SampleDetection.of(
                        attempts,
                        4,
                        HOSTILE.stream()
                                .map(text -> Problem.of(Problem.Kind.BUILD, text))
                                .toList(),
                        "https://user:hunter2@evil.example/[x](javascript:1)<b>@everyone</b>")
                .with(SampleInsight.hostile());
    }

    private static Outcome hostileOutcome(int number, String text) {
        return number == 0
                ? passed("tests/" + text)
                : new Outcome(
                        TestId.parse("tests/" + text),
                        OutcomeStatus.FAILED,
                        Duration.ZERO,
                        Optional.of(new Failure(text, text, text + "\n" + text)));
    }

    /** More failing tests than any report shows, with names as long as they come. */
    public static SampleDetection crowd(int tests, int runs) {
        return SampleDetection.of(
                runs,
                n -> IntStream.range(0, tests)
                        .mapToObj(i -> (n + i) % 3 == 0
                                ? failed(
                                        "tests/test_crowd.py::test_%05d_%s".formatted(i, "<&`@".repeat(60)),
                                        "failure " + i)
                                : passed("tests/test_crowd.py::test_%05d_%s".formatted(i, "<&`@".repeat(60))))
                        .toList());
    }

    public static Outcome passed(String id) {
        return Outcome.passed(TestId.parse(id), Duration.ofMillis(3));
    }

    public static Outcome failed(String id, String message) {
        return Outcome.failed(
                TestId.parse(id),
                Duration.ofMillis(5),
                new Failure(
                        "AssertionError",
                        message,
                        "tests/test.py:12: in test\n    assert compute() == expected\nE   AssertionError: " + message));
    }
}
