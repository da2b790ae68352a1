package dev.flakydetector.history;

import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.CapturedOutput;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Variation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Attempts and detections of the size of a real project's, the same for the same number. */
public final class BigValues {

    private BigValues() {}

    public static TestId test(int index) {
        return new TestId(
                "src/module_%d/tests/test_feature_%d.py".formatted(index / 50, index / 10),
                "TestFeature%d::test_behaviour_number_%d".formatted(index / 10, index));
    }

    /** Odd attempts are shuffled; one outcome in a hundred is a failure. */
    public static CompletedAttempt attempt(int number, int tests) {
        return attempt(number, tests, "");
    }

    public static CompletedAttempt attempt(int number, int tests, String stdout) {
        Random random = new Random(number);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < tests; i++) {
            Duration duration = Duration.ofMillis(random.nextInt(30));
            outcomes.add(
                    random.nextInt(100) == 0
                            ? Outcome.failed(
                                    test(i), duration, new Failure("AssertionError", "not " + i, "at line " + i))
                            : Outcome.passed(test(i), duration));
        }
        boolean shuffled = number % 2 == 1;
        if (shuffled) {
            Collections.shuffle(outcomes, random);
        }
        return new CompletedAttempt(
                new Attempt(number, new Seed(number + 1), shuffled ? Set.of(Variation.ORDER) : Set.of(), List.of()),
                new AttemptResult.Reported(outcomes),
                OptionalInt.of(1),
                new CapturedOutput(stdout, "", false),
                Duration.ofMillis(50),
                new TreeMap<>(Map.of("PYTHONHASHSEED", Integer.toString(number))),
                List.of());
    }

    /** A finished detection with that many failed tests, each with a trace that does not compress. */
    public static Detection detection(String id, String repository, int tests) {
        Detection sample = SampleDetections.finished(id, repository, 0);
        JudgedTest flaky = sample.tests().get(0);
        Random random = new Random(tests);
        List<JudgedTest> judged = IntStream.range(0, tests)
                .mapToObj(i -> new JudgedTest(
                        test(i),
                        flaky.rate(),
                        flaky.control(),
                        flaky.varied(),
                        0,
                        flaky.verdict(),
                        flaky.severity(),
                        flaky.onlyWhen(),
                        false,
                        flaky.failingAttempts(),
                        Optional.of(new Failure("AssertionError", "not " + i, noise(random, 500)))))
                .toList();
        return withTests(sample, judged);
    }

    static Detection withTests(Detection sample, List<JudgedTest> tests) {
        return new Detection(
                sample.id(),
                sample.request(),
                sample.status(),
                sample.revision(),
                sample.framework(),
                sample.testCommand(),
                sample.command(),
                sample.verdict(),
                sample.severity(),
                tests,
                sample.problems(),
                sample.attemptsRun(),
                sample.attemptsSaved(),
                sample.startedAt(),
                sample.duration());
    }

    /** Printable text that does not compress. */
    public static String noise(Random random, int length) {
        StringBuilder text = new StringBuilder(length);
        random.ints(length, ' ', '~').forEach(c -> text.append((char) c));
        return text.toString();
    }
}
