package dev.flakydetector.json;

import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.CapturedOutput;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Cost;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.domain.DetectionRequest.ReportPolicy;
import dev.flakydetector.domain.DetectionRequest.SetupPolicy;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.FlakeRate;
import dev.flakydetector.domain.Forecast;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.Insight;
import dev.flakydetector.domain.Interval;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.JudgedTest.FailingAttempt;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.OutcomeStatus;
import dev.flakydetector.domain.PFail;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.Revision;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.SeedRange;
import dev.flakydetector.domain.SeenCluster;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.domain.SeverityThresholds;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Variation;
import dev.flakydetector.domain.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Any detection and any attempt, the same for the same seed. */
final class RandomValues {

    private static final List<String> PIECES = List.of(
            "a",
            "::",
            " ",
            "\n",
            "\"",
            "\\",
            "\u0000",
            "\u001b[31m",
            "é",
            "日本",
            "😀",
            "\u202e",
            "</script>",
            "';--",
            "{}",
            "\uFFFF",
            "\r\n",
            "`",
            "$(x)",
            "|");

    private final Random random;

    RandomValues(long seed) {
        random = new Random(seed);
    }

    Detection detection() {
        return new Detection(
                text(),
                request(),
                constant(DetectionStatus.values()),
                maybe(() -> new Revision(text(), maybe(this::text), text(), random.nextBoolean(), maybe(this::text))),
                maybe(() -> constant(Framework.values())),
                maybe(this::command),
                rate(),
                constant(Verdict.values()),
                constant(Severity.values()),
                list(this::judged),
                list(() -> new Problem(constant(Problem.Kind.values()), maybeNumber(), text())),
                random.nextInt(1_000),
                random.nextInt(1_000),
                instant(),
                duration(),
                insight());
    }

    private Insight insight() {
        return new Insight(
                new Forecast(
                        list(this::test).stream()
                                .collect(Collectors.toMap(
                                        id -> id, id -> new PFail(random.nextDouble(), text()), (a, b) -> a)),
                        maybe(this::text)),
                list(this::cluster),
                maybe(() -> new Cost(
                        random.nextBoolean(),
                        text(),
                        text(),
                        list(() ->
                                new Cost.Item(text(), random.nextDouble() * 1e9, text(), random.nextDouble() / 1e6)))));
    }

    private SeenCluster cluster() {
        return new SeenCluster(
                text(),
                text(),
                1 + random.nextInt(1_000),
                list(this::test),
                maybe(() -> new SeenCluster.Past(1 + random.nextInt(99), random.nextInt(9), instant())),
                maybe(() -> new SeenCluster.FalsePositive(random.nextDouble(), interval())));
    }

    CompletedAttempt attempt() {
        return new CompletedAttempt(
                new Attempt(random.nextInt(1_000), seed(), variations(), list(this::test)),
                result(),
                maybeNumber(),
                new CapturedOutput(text(), text(), random.nextBoolean()),
                duration(),
                new TreeMap<>(Map.of(text() + 1, text(), text() + 2, text())),
                list(this::text));
    }

    private AttemptResult result() {
        return switch (random.nextInt(5)) {
            case 0 -> new AttemptResult.BuildBroken(text());
            case 1 -> new AttemptResult.Overran(duration());
            case 2 -> new AttemptResult.NoReport(random.nextInt(), text());
            default ->
                new AttemptResult.Reported(IntStream.rangeClosed(0, random.nextInt(30))
                        .mapToObj(i -> outcome())
                        .toList());
        };
    }

    private Outcome outcome() {
        return new Outcome(test(), constant(OutcomeStatus.values()), duration(), maybe(this::failure));
    }

    private DetectionRequest request() {
        return new DetectionRequest(
                text(),
                maybe(this::text),
                maybe(this::command),
                maybe(() -> constant(Framework.values())),
                1 + random.nextInt(1_000),
                1 + random.nextInt(50),
                seed(),
                new SeedRange(random.nextInt(10), 1_010 + random.nextInt(1_000)),
                Duration.ofSeconds(1 + random.nextInt(3_600)),
                constant(StopRule.values()),
                variations(),
                new ReportPolicy(
                        new SeverityThresholds(0.5 + random.nextDouble() / 2, 0.5, random.nextDouble() / 2, 0),
                        list(this::text),
                        random.nextBoolean(),
                        random.nextInt(1_000)),
                new SetupPolicy(random.nextBoolean(), duration(), random.nextBoolean()));
    }

    private JudgedTest judged() {
        return new JudgedTest(
                test(),
                rate(),
                rate(),
                rate(),
                random.nextInt(9),
                constant(Verdict.values()),
                constant(Severity.values()),
                maybe(this::text),
                random.nextBoolean(),
                list(() -> new FailingAttempt(random.nextInt(1_000), seed())),
                maybe(this::failure));
    }

    private FlakeRate rate() {
        int runs = random.nextInt(100);
        return new FlakeRate(random.nextInt(runs + 1), runs, interval());
    }

    private Interval interval() {
        double lo = random.nextDouble();
        return new Interval(lo, lo + (1 - lo) * random.nextDouble());
    }

    private Instant instant() {
        return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    }

    private TestCommand command() {
        List<String> words = new ArrayList<>(list(this::text));
        words.add("x");
        return new TestCommand(Map.of(text(), text()), words);
    }

    private Failure failure() {
        return new Failure(text(), text(), text().repeat(random.nextInt(20)));
    }

    private TestId test() {
        return new TestId(text(), text() + "x");
    }

    private Seed seed() {
        return new Seed(random.nextInt(Integer.MAX_VALUE));
    }

    private Set<Variation> variations() {
        return new HashSet<>(list(() -> constant(Variation.values())));
    }

    private Duration duration() {
        long unit = List.of(1L, 1_000L, 1_000_000L, 1_000_000_000L).get(random.nextInt(4));
        return Duration.ofNanos(random.nextInt(1_000_000) * unit);
    }

    private OptionalInt maybeNumber() {
        return random.nextBoolean() ? OptionalInt.of(random.nextInt()) : OptionalInt.empty();
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    private <T> List<T> list(Supplier<T> element) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> element.get())
                .toList();
    }

    private <T> T constant(T[] constants) {
        return constants[random.nextInt(constants.length)];
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
