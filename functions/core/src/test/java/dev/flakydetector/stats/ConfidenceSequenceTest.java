package dev.flakydetector.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.flakydetector.domain.Interval;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfidenceSequenceTest {

    private static final int LOOKS = 150;

    /** Solved with mpmath at 50 digits; reference.py beside the table wrote them. */
    @ParameterizedTest
    @CsvFileSource(resources = "confidence-sequence.csv", numLinesToSkip = 1)
    void agreesWithMpmath(int failures, int runs, double lo, double hi) {
        Interval interval = ConfidenceSequence.of(failures, runs);

        assertThat(interval.lo()).isCloseTo(lo, within(1e-9));
        assertThat(interval.hi()).isCloseTo(hi, within(1e-9));
    }

    @Test
    void knowsNothingBeforeTheFirstRun() {
        assertThat(ConfidenceSequence.of(0, 0)).isEqualTo(Interval.UNKNOWN);
    }

    @Test
    void refusesCountsThatCannotBe() {
        assertThatThrownBy(() -> ConfidenceSequence.of(3, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ConfidenceSequence.of(-1, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void containsTheObservedRateAndMirrorsForPasses() {
        Random random = new Random(1);

        for (int i = 0; i < 500; i++) {
            int runs = 1 + random.nextInt(2_000);
            int failures = random.nextInt(runs + 1);
            Interval interval = ConfidenceSequence.of(failures, runs);
            Interval mirrored = ConfidenceSequence.of(runs - failures, runs);

            double rate = (double) failures / runs;
            assertThat(interval.lo()).isLessThanOrEqualTo(rate);
            assertThat(interval.hi()).isGreaterThanOrEqualTo(rate);
            assertThat(mirrored.lo()).isCloseTo(1 - interval.hi(), within(1e-9));
            assertThat(mirrored.hi()).isCloseTo(1 - interval.lo(), within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 9, 10})
    void shrinksWithTheRunsAtAFixedRate(int failuresOfTen) {
        double width = 2;

        for (int times = 1; times <= 200; times++) {
            Interval interval = ConfidenceSequence.of(failuresOfTen * times, 10 * times);

            assertThat(interval.hi() - interval.lo()).isLessThan(width);
            width = interval.hi() - interval.lo();
        }
    }

    @Test
    void holdsTheWilsonIntervalForItsFreedomCostsWidth() {
        for (int failures = 0; failures <= 100; failures++) {
            Interval free = ConfidenceSequence.of(failures, 100);
            Interval fixed = WilsonInterval.of(failures, 100);

            assertThat(free.hi() - free.lo()).isGreaterThan(fixed.hi() - fixed.lo());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.005, 0.05, 0.1, 0.3, 0.5, 0.9})
    void holdsTheTrueRateAtEveryLookInAtLeast95OfAHundredHistories(double rate) {
        Interval[][] intervals = intervalsOfAllCounts();
        Random random = new Random(42);
        int histories = 4_000;

        int missed = 0;
        for (int history = 0; history < histories; history++) {
            missed += missesOnce(random, rate, intervals) ? 1 : 0;
        }

        assertThat((double) missed / histories).isLessThanOrEqualTo(0.05);
    }

    private static Interval[][] intervalsOfAllCounts() {
        Interval[][] intervals = new Interval[LOOKS + 1][];
        for (int runs = 1; runs <= LOOKS; runs++) {
            intervals[runs] = new Interval[runs + 1];
            for (int failures = 0; failures <= runs; failures++) {
                intervals[runs][failures] = ConfidenceSequence.of(failures, runs);
            }
        }
        return intervals;
    }

    private static boolean missesOnce(Random random, double rate, Interval[][] intervals) {
        int failures = 0;
        for (int runs = 1; runs <= LOOKS; runs++) {
            failures += random.nextDouble() < rate ? 1 : 0;
            Interval interval = intervals[runs][failures];
            if (rate < interval.lo() || interval.hi() < rate) {
                return true;
            }
        }
        return false;
    }
}
