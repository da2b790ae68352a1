package dev.flakydetector.scorer.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryFeaturesTest {

    private static final double EXACT = 1e-12;

    @Test
    void aRunKnowsNothingOfOneThatWasStillGoing() {
        double[] begins = {0, 10, 30};
        double[] ends = {20, 40, 50};
        boolean[] failed = {true, true, false};

        Map<String, double[]> known =
                new HistoryFeatures(begins, ends, failed).of("stage", new String[] {"a", "a", "a"});

        assertThat(known.get("stage_runs")).containsExactly(0, 0, 1);
    }

    @Test
    void runsThatBeginTogetherKnowNothingOfEachOther() {
        double[] cycles = {1, 1, 2};

        Map<String, double[]> known = new HistoryFeatures(cycles, cycles, new boolean[] {true, true, true})
                .of("test", new String[] {"a", "a", "a"});

        assertThat(known.get("test_runs")).containsExactly(0, 0, 2);
    }

    @Test
    void newerResultsWeighMore() {
        double[] times = {1, 2, 3};

        Map<String, double[]> known = new HistoryFeatures(times, times, new boolean[] {true, false, false})
                .of("test", new String[] {"a", "a", "a"});

        double keeps = Math.pow(0.5, 1 / 3.0);
        double prior = (1 + 0.5) / 2;
        assertThat(known.get("test_rate_3")[2]).isCloseTo((keeps + 2 * prior) / (keeps + 1 + 2), within(EXACT));
        assertThat(known.get("test_rate_all")[2]).isCloseTo((1 + 2 * prior) / 4, within(EXACT));
        assertThat(known.get("test_last")).endsWith(1, 0);
    }

    @Test
    void aNewKindIsJudgedByTheFirstRunsOfOthers() {
        double[] times = {1, 2, 3};

        Map<String, double[]> known = new HistoryFeatures(times, times, new boolean[] {true, false, false})
                .of("test", new String[] {"a", "a", "b"});

        assertThat(known.get("test_rate_10")[2])
                .as("one first run, and it failed")
                .isCloseTo(0.75, within(EXACT));
    }
}
