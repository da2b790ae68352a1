package dev.flakydetector.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class FisherExactTestTest {

    /** Values of scipy.stats.fisher_exact; reference.py beside the table wrote them. */
    @ParameterizedTest
    @CsvFileSource(resources = "fisher.csv", numLinesToSkip = 1)
    void agreesWithScipy(int failures, int runs, int otherFailures, int otherRuns, double p) {
        assertThat(FisherExactTest.twoSided(failures, runs, otherFailures, otherRuns))
                .isCloseTo(p, within(1e-10));
    }

    @Test
    void doesNotCareWhichGroupComesFirst() {
        Random random = new Random(3);

        for (int i = 0; i < 300; i++) {
            int runs = 1 + random.nextInt(60);
            int otherRuns = 1 + random.nextInt(60);
            int failures = random.nextInt(runs + 1);
            int otherFailures = random.nextInt(otherRuns + 1);

            double p = FisherExactTest.twoSided(failures, runs, otherFailures, otherRuns);
            double swapped = FisherExactTest.twoSided(otherFailures, otherRuns, failures, runs);

            assertThat(p).isCloseTo(swapped, within(1e-10)).isBetween(0.0, 1.0);
        }
    }

    @Test
    void saysNothingWhereAGroupNeverRan() {
        assertThat(FisherExactTest.twoSided(3, 3, 0, 0)).isCloseTo(1, within(1e-12));
    }
}
