package dev.flakydetector.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flakydetector.domain.Interval;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonTest {

    /** The closed form by mpmath 1.3.0 with 30 digits. */
    @ParameterizedTest
    @CsvSource({
        "0, 20, 0, 0.161125158053",
        "3, 10, 0.107791267406, 0.603221852539",
        "10, 10, 0.722467200137, 1",
        "37, 200, 0.137301928006, 0.244570627612",
        "0, 0, 0, 1"
    })
    void agreesWithMpmath(int failures, int runs, double lo, double hi) {
        Interval interval = Wilson.interval(failures, runs);

        assertThat(interval.lo()).isCloseTo(lo, within(1e-10));
        assertThat(interval.hi()).isCloseTo(hi, within(1e-10));
    }
}
