package dev.flakydetector.scorer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flakydetector.scorer.evaluation.Bootstrap.Range;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReliabilityTest {

    @Test
    void theErrorIsTheMeanDistanceOverRuns() {
        Forecast forecast = new Forecast(
                new double[] {0.15, 0.15, 0.15, 0.15, 0.95}, new boolean[] {true, false, false, false, false});

        Reliability reliability = Reliability.of(forecast);

        assertThat(reliability.bins()).hasSize(2);
        assertThat(reliability.expectedError()).isCloseTo(0.8 * 0.10 + 0.2 * 0.95, within(1e-12));
    }

    @Test
    void forecastsThatComeTrueHaveHardlyAnyError() {
        assertThat(Reliability.of(honest(20_000, 1)).expectedError()).isLessThan(0.02);
    }

    @Test
    void theBootstrapCoversTheTrueFigureAboutAsOftenAsItSays() {
        int covered = 0;
        for (int seed = 0; seed < 40; seed++) {
            Range range = new Bootstrap(seed).of(honest(300, seed), Forecast::brier);
            // A p drawn evenly from 0 to 1 has a Brier score of 1/6.
            covered += range.from() <= 1 / 6.0 && 1 / 6.0 <= range.to() ? 1 : 0;
        }

        assertThat(covered).isBetween(33, 40);
    }

    @Test
    void aPairedTestSeesADifferenceAndSeesNoneWhereThereIsNone() {
        Forecast honest = honest(2_000, 5);

        PairedTest better = PairedTest.of(honest, honest.constant(0.5), 1);
        PairedTest same = PairedTest.of(honest, honest, 1);

        assertThat(better.difference()).isNegative();
        assertThat(better.pValue()).isLessThan(0.01);
        assertThat(same.pValue()).isEqualTo(1);
    }

    private static Forecast honest(int size, long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        double[] probabilities = new double[size];
        boolean[] failed = new boolean[size];
        for (int i = 0; i < size; i++) {
            probabilities[i] = chance.nextDouble();
            failed[i] = chance.nextDouble() < probabilities[i];
        }
        return new Forecast(probabilities, failed);
    }
}
