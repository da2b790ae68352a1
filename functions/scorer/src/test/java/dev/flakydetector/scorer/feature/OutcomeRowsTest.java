package dev.flakydetector.scorer.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.scorer.feature.OutcomeRows.TestRun;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OutcomeRowsTest {

    @Test
    void tellsOfTheTestItsVariationAndItsSuite() {
        RunRows rows = OutcomeRows.of(List.of(
                run(0, 0.5, "none", false),
                run(1, 1.5, "order", true),
                run(2, 2.5, "none", false),
                run(3, Double.POSITIVE_INFINITY, "order", false)));

        assertThat(rows.number("test_runs", 3)).isEqualTo(3);
        assertThat(rows.number("test_variation_runs", 3)).isEqualTo(1);
        assertThat(rows.number("test_variation_last", 3)).isEqualTo(1);
        assertThat(rows.number("suite_runs", 3)).isEqualTo(3);
        assertThat(rows.number("test_since_failure", 3)).isEqualTo(1);
        assertThat(rows.number("test_since_failure", 1)).isEqualTo(100);
        assertThat(rows.word("variation", 3)).isEqualTo("order");
    }

    @Test
    void whatWasStillRunningIsNotKnown() {
        RunRows rows =
                OutcomeRows.of(List.of(run(0, 3.5, "none", true), run(1, 4.5, "none", true), run(4, 9, "none", true)));

        assertThat(rows.number("test_runs", 1)).isZero();
        assertThat(rows.number("test_runs", 2)).isEqualTo(1);
        assertThat(rows.number("test_since_failure", 1)).isEqualTo(100);
    }

    @Test
    void theFutureChangesNoRow() {
        SplittableRandom chance = new SplittableRandom(3);
        List<TestRun> runs = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            runs.add(run(i, i + 2.5, i % 2 == 0 ? "none" : "order", chance.nextInt(3) == 0));
        }
        List<TestRun> otherEnd = new ArrayList<>(runs.subList(0, 40));
        for (TestRun run : runs.subList(40, 60)) {
            otherEnd.add(new TestRun(run.begin(), run.end(), run.test(), run.suite(), run.variation(), !run.failed()));
        }
        RunRows rows = OutcomeRows.of(runs);
        RunRows others = OutcomeRows.of(otherEnd);

        for (Feature feature : OutcomeRows.FEATURES) {
            if (feature.source() == Feature.Source.HISTORY) {
                for (int row = 0; row <= 40; row++) {
                    assertThat(others.number(feature.name(), row))
                            .as("%s of row %d", feature.name(), row)
                            .isEqualTo(rows.number(feature.name(), row));
                }
            }
        }
    }

    private static TestRun run(double begin, double end, String variation, boolean failed) {
        return new TestRun(begin, end, "s::t", "s", variation, failed);
    }
}
