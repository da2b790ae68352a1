package dev.flakydetector.scorer.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryFeaturesTest {

    private static final double EXACT = 1e-12;

    @Test
    void aRunKnowsNothingOfOneThatWasStillGoing() {
        double[] begins = {0, 10, 30};
        double[] ends = {20, 40, 50};
        boolean[] failed = {true, true, false};

        Map<String, double[]> known = new HistoryFeatures(begins, ends, failed, new double[begins.length])
                .of("stage", List.of(List.of("a"), List.of("a"), List.of("a")));

        assertThat(known.get("stage_runs")).containsExactly(0, 0, 1);
    }

    @Test
    void runsThatBeginTogetherKnowNothingOfEachOther() {
        double[] cycles = {1, 1, 2};

        Map<String, double[]> known = new HistoryFeatures(
                        cycles, cycles, new boolean[] {true, true, true}, new double[cycles.length])
                .of("test", List.of(List.of("a"), List.of("a"), List.of("a")));

        assertThat(known.get("test_runs")).containsExactly(0, 0, 2);
    }

    @Test
    void newerResultsWeighMore() {
        double[] times = {1, 2, 3};

        Map<String, double[]> known = new HistoryFeatures(
                        times, times, new boolean[] {true, false, false}, new double[times.length])
                .of("test", List.of(List.of("a"), List.of("a"), List.of("a")));

        double keeps = Math.pow(0.5, 1 / 3.0);
        double prior = (1 + 0.5) / 2;
        assertThat(known.get("test_rate_3")[2]).isCloseTo((keeps + 2 * prior) / (keeps + 1 + 2), within(EXACT));
        assertThat(known.get("test_rate_all")[2]).isCloseTo((1 + 2 * prior) / 4, within(EXACT));
        assertThat(known.get("test_last")).endsWith(1, 0);
    }

    @Test
    void aNewKindIsJudgedByTheFirstRunsOfOthers() {
        double[] times = {1, 2, 3};

        Map<String, double[]> known = new HistoryFeatures(
                        times, times, new boolean[] {true, false, false}, new double[times.length])
                .of("test", List.of(List.of("a"), List.of("a"), List.of("b")));

        assertThat(known.get("test_rate_10")[2])
                .as("one first run, and it failed")
                .isCloseTo(0.75, within(EXACT));
    }

    @Test
    void aNewPullRequestIsJudgedByOthersOfItsProject() {
        double[] times = {1, 2, 3, 4};
        List<List<String>> keys = List.of(List.of("p", "1"), List.of("q", "1"), List.of("q", "2"), List.of("q", "3"));

        Map<String, double[]> known = new HistoryFeatures(
                        times, times, new boolean[] {true, false, false, false}, new double[times.length])
                .of("pr", keys);

        double ofAll = (1 + 0.5) / 4;
        assertThat(known.get("pr_rate_10")[3]).as("two first runs of q passed").isCloseTo(2 * ofAll / 4, within(EXACT));
    }

    @Test
    void aBrokenBuildIsToldFromAFlake() {
        double[] times = {1, 2, 3, 4};
        double[] amounts = {Math.log1p(1), Math.log1p(100), 0, 0};

        Map<String, double[]> known = new HistoryFeatures(
                        times, times, new boolean[] {true, true, false, false}, amounts)
                .of("pr", List.of(List.of("a"), List.of("b"), List.of("a"), List.of("b")));

        assertThat(known.get("pr_amount_3")[2]).isCloseTo(Math.log1p(1) / 3, within(EXACT));
        assertThat(known.get("pr_amount_3")[3]).isCloseTo(Math.log1p(100) / 3, within(EXACT));
    }
}
