package dev.flakydetector.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class LogBetaTest {

    /** Values of mpmath at 50 digits; reference.py beside the table wrote them. */
    @ParameterizedTest
    @CsvFileSource(resources = "log-beta.csv", numLinesToSkip = 1)
    void agreesWithMpmath(double a, double b, double expected) {
        double actual = LogBeta.of(a, b);

        assertThat(actual).isCloseTo(expected, within(1e-13 * Math.max(1, Math.abs(expected))));
    }

    @Test
    void choosesAsPascalsTriangleDoes() {
        assertThat(Math.exp(LogBeta.logChoose(10, 3))).isCloseTo(120, within(1e-10));
        assertThat(Math.exp(LogBeta.logChoose(52, 5))).isCloseTo(2_598_960, within(1e-5));
        assertThat(LogBeta.logChoose(7, 0)).isCloseTo(0, within(1e-13));
    }
}
