package dev.flakydetector.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FisherExactTest {

    /** By hand from the hypergeometric distribution: 2/252, 2/924, and the published p-values of larger tables. */
    @ParameterizedTest
    @CsvSource({
        "5, 5, 0, 5, 0.007936508",
        "6, 6, 0, 6, 0.002164502",
        "6, 10, 0, 10, 0.010835913",
        "8, 20, 0, 20, 0.003276",
        "3, 10, 3, 10, 1",
        "0, 10, 0, 10, 1"
    })
    void agreesWithTheHypergeometricDistribution(int failuresA, int runsA, int failuresB, int runsB, double p) {
        assertThat(FisherExact.twoSided(failuresA, runsA, failuresB, runsB)).isCloseTo(p, within(1e-6));
    }
}
