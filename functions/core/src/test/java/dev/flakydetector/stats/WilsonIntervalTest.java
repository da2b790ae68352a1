package dev.flakydetector.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flakydetector.domain.Interval;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class WilsonIntervalTest {

    /** Values of scipy.stats.binomtest(...).proportion_ci; reference.py beside the table wrote them. */
    @ParameterizedTest
    @CsvFileSource(resources = "wilson.csv", numLinesToSkip = 1)
    void agreesWithScipy(int failures, int runs, double lo, double hi) {
        Interval interval = WilsonInterval.of(failures, runs);

        assertThat(interval.lo()).isCloseTo(lo, within(1e-12));
        assertThat(interval.hi()).isCloseTo(hi, within(1e-12));
    }

    @Test
    void knowsNothingBeforeTheFirstRun() {
        assertThat(WilsonInterval.of(0, 0)).isEqualTo(Interval.UNKNOWN);
    }

    @Test
    void containsTheObservedRate() {
        Random random = new Random(2);

        for (int i = 0; i < 1_000; i++) {
            int runs = 1 + random.nextInt(10_000);
            int failures = random.nextInt(runs + 1);
            Interval interval = WilsonInterval.of(failures, runs);

            assertThat((double) failures / runs).isBetween(interval.lo(), interval.hi());
        }
    }
}
