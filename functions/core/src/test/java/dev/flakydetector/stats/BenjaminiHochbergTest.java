package dev.flakydetector.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BenjaminiHochbergTest {

    /** Against scipy's {@code false_discovery_control}. */
    @Test
    void agreesWithScipyInTheOrderGiven() {
        double[] adjusted = BenjaminiHochberg.adjusted(new double[] {0.01, 0.04, 0.03, 0.005, 0.5});

        assertThat(adjusted).containsExactly(new double[] {0.025, 0.05, 0.05, 0.025, 0.5}, within(1e-12));
    }

    @Test
    void hasNothingToSayOfNoTests() {
        assertThat(BenjaminiHochberg.adjusted(new double[0])).isEmpty();
    }
}
