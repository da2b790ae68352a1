package dev.flakydetector.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.StopRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaveScheduleTest {

    @Test
    void beginsWithTenAndGrowsByHalf() {
        assertThat(WaveSchedule.sizes(100, StopRule.VERDICT)).containsExactly(10, 6, 8, 12, 18, 28, 18);
    }

    @Test
    void addsUpToTheRunsInFewWavesOfAtLeastOne() {
        for (int runs = 1; runs <= 10_000; runs++) {
            List<Integer> sizes = WaveSchedule.sizes(runs, StopRule.VERDICT);

            assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(runs);
            assertThat(sizes).allMatch(size -> size > 0).hasSizeLessThanOrEqualTo(20);
        }
    }

    @Test
    void takesThirteenLooksAtAThousandRuns() {
        assertThat(WaveSchedule.sizes(1_000, StopRule.VERDICT)).hasSize(13);
    }

    @Test
    void keepsControlAndVariedAttemptsLevelAtEachLook() {
        List<Integer> sizes = WaveSchedule.sizes(1_000, StopRule.VERDICT);

        assertThat(sizes).allMatch(size -> size % 2 == 0);
    }

    @Test
    void isOneWaveForFewRuns() {
        assertThat(WaveSchedule.sizes(1, StopRule.VERDICT)).containsExactly(1);
        assertThat(WaveSchedule.sizes(10, StopRule.VERDICT)).containsExactly(10);
        assertThat(WaveSchedule.sizes(11, StopRule.VERDICT)).containsExactly(10, 1);
    }

    @Test
    void looksOnceWhereEverythingIsToRun() {
        assertThat(WaveSchedule.sizes(100, StopRule.CAP)).containsExactly(10, 90);
        assertThat(WaveSchedule.sizes(7, StopRule.CAP)).containsExactly(7);
    }
}
