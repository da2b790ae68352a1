package dev.flakydetector.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KolmogorovSmirnovTest {

    @Test
    void findsTheDistanceThatScipyFinds() {
        double[] a = {0.1, 0.4, 0.7, 1.1, 2.5, 2.6, 3.0};
        double[] b = {0.9, 1.2, 1.3, 2.55, 4.1};

        assertThat(KolmogorovSmirnov.distance(a, b)).isCloseTo(3.0 / 7, within(1e-12));
        assertThat(KolmogorovSmirnov.distance(b, a)).isCloseTo(3.0 / 7, within(1e-12));
    }

    @Test
    void seesNoDistanceBetweenTiedSamples() {
        assertThat(KolmogorovSmirnov.distance(new double[] {1, 1, 2}, new double[] {2, 1, 1}))
                .isZero();
        assertThat(KolmogorovSmirnov.distance(new double[] {1, 2}, new double[] {3, 4}))
                .isEqualTo(1);
    }

    /** Against scipy's {@code kstwobign.sf} at Stephens's argument. */
    @ParameterizedTest
    @CsvSource({
        "0.2, 50, 60, 0.20006037914110894",
        "0.1, 400, 500, 0.021762276676177163",
        "0.05, 10000, 10000, 2.5486314042825136e-11",
        "0, 10, 10, 1"
    })
    void agreesWithScipyOnChance(double distance, int sizeA, int sizeB, double p) {
        assertThat(KolmogorovSmirnov.pValue(distance, sizeA, sizeB)).isCloseTo(p, within(p * 1e-6));
    }
}
