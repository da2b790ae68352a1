package dev.flakydetector.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.FlakeRate;
import dev.flakydetector.domain.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateTextTest {

    @ParameterizedTest
    @CsvSource({"0, 0 %", "1, 100 %", "0.5, 50 %", "0.1, 10 %", "0.3333333, 33.3 %", "0.0001, <0.1 %", "0.9999, >99.9 %"
    })
    void neverReadsAsNoneOrAllWhereItIsNotQuite(double probability, String expected) {
        assertThat(RateText.percent(probability)).isEqualTo(expected);
    }

    @Test
    void roundsIntervalsOutwards() {
        assertThat(RateText.interval(new Interval(0.12345, 0.67801))).isEqualTo("12.3 % to 67.9 %");
        assertThat(RateText.interval(new Interval(0.1, 0.3))).isEqualTo("10 % to 30 %");
        assertThat(RateText.interval(new Interval(0, 1))).isEqualTo("0 % to 100 %");
    }

    @Test
    void saysWhatNoFailureBounds() {
        assertThat(RateText.sentence(new FlakeRate(0, 20, new Interval(0, 0.13911))))
                .isEqualTo("0 of 20 failed; the rate is below 14 % with 95 % confidence");
        assertThat(RateText.sentence(FlakeRate.NONE)).isEqualTo("never ran");
    }
}
