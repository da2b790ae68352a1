package dev.flakydetector.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChiSquareTest {

    /** Against scipy 1.x, {@code scipy.stats.chi2.sf}. */
    @ParameterizedTest
    @CsvSource({
        "3.84, 1, 0.05004352124870519",
        "10, 4, 0.04042768199451279",
        "100, 80, 0.064570368921133",
        "300, 250, 0.016518273157868715",
        "0.5, 10, 0.999993388289439",
        "60, 5, 1.2154569777183007e-11",
    })
    void agreesWithScipy(double statistic, double degrees, double tail) {
        assertThat(ChiSquare.upperTail(statistic, degrees)).isCloseTo(tail, within(tail * 1e-9));
    }

    @Test
    void fallsFromOneAsTheStatisticGrows() {
        double before = 1;

        for (double statistic = 0; statistic < 200; statistic += 0.25) {
            double tail = ChiSquare.upperTail(statistic, 7);

            assertThat(tail).isBetween(0.0, before);
            before = tail;
        }
        assertThat(before).isLessThan(1e-30);
    }
}
