package dev.flakydetector.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.StopRule;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaveScheduleTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 10, 11, 57, 200, 1_000})
    void wavesHoldEveryRunAndStayFew(int runs) {
        List<Integer> waves = WaveSchedule.of(runs, StopRule.SEVERITY);

        assertThat(waves.stream().mapToInt(Integer::intValue).sum()).isEqualTo(runs);
        assertThat(waves).allMatch(size -> size > 0).hasSizeLessThanOrEqualTo(14);
        assertThat(WaveSchedule.of(runs, StopRule.CAP).stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(runs);
    }
}
