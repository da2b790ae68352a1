package dev.flakydetector.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flakydetector.domain.Interval;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfidenceSequenceTest {

    private final ConfidenceSequence sequence = new ConfidenceSequence(0.05);

    /** Roots of the martingale's equation by mpmath 1.3.0 with 30 digits. */
    @ParameterizedTest
    @CsvSource({
        "0, 10, 0, 0.376987350991",
        "0, 20, 0, 0.224006112013",
        "3, 10, 0.0325151397881, 0.747587109915",
        "5, 10, 0.11756292408, 0.88243707592",
        "10, 10, 0.623012649009, 1",
        "1, 100, 1.41777954589e-5, 0.084022314464",
        "37, 200, 0.103963181867, 0.290229596567",
        "0, 1000, 0, 0.00699750252143",
        "999, 1000, 0.990025252735, 0.999999553603"
    })
    void agreesWithMpmath(int failures, int runs, double lo, double hi) {
        Interval interval = sequence.interval(failures, runs);

        assertThat(interval.lo()).isCloseTo(lo, within(1e-10));
        assertThat(interval.hi()).isCloseTo(hi, within(1e-10));
    }

    @Test
    void knowsNothingBeforeTheFirstRun() {
        assertThat(sequence.interval(0, 0)).isEqualTo(Interval.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1, 0.5, 0.95})
    void holdsTheTrueRateAtAllTimesTogether(double rate) {
        SplittableRandom random = new SplittableRandom(1);
        int everWrong = 0;
        int trials = 400;
        for (int trial = 0; trial < trials; trial++) {
            int failures = 0;
            boolean wrong = false;
            for (int runs = 1; runs <= 100; runs++) {
                failures += random.nextDouble() < rate ? 1 : 0;
                Interval interval = sequence.interval(failures, runs);
                wrong |= rate < interval.lo() || rate > interval.hi();
            }
            everWrong += wrong ? 1 : 0;
        }

        double twoStandardErrors = 2 * Math.sqrt(0.05 * 0.95 / trials);
        assertThat((double) everWrong / trials).isLessThan(0.05 + twoStandardErrors);
    }

    @Test
    void narrowsAsRunsGrow() {
        double before = 1;
        for (int runs = 10; runs <= 1_000; runs *= 2) {
            Interval interval = sequence.interval(runs / 5, runs);
            double width = interval.hi() - interval.lo();

            assertThat(width).isLessThan(before);
            before = width;
        }
    }
}
