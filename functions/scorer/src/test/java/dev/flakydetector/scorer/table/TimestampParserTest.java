package dev.flakydetector.scorer.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampParserTest {

    @ParameterizedTest
    @CsvSource({
        "2025-11-18T10:30:00Z, 2025-11-18T10:30:00Z",
        "2025-11-18 10:30:00.965641, 2025-11-18T10:30:00.965641Z",
        "2025-11-18T10:30+02:00, 2025-11-18T08:30:00Z",
        "2025-11-18 10:30:00 -0330, 2025-11-18T14:00:00Z",
        "2025-11-18T10:30:00.5+05, 2025-11-18T05:30:00.5Z",
        "2025-11-18 10:30:00 UTC, 2025-11-18T10:30:00Z",
        "2025-11-18, 2025-11-18T00:00:00Z",
        "1617292180.0, 2021-04-01T15:49:40Z",
        "1617292180000, 2021-04-01T15:49:40Z",
    })
    void readsWhatToolsWrite(String text, String instant) {
        assertThat(TimestampParser.parse(text).orElseThrow().instant()).isEqualTo(Instant.parse(instant));
    }

    @Test
    void takesHourAndDayFromTheTimestampsOwnOffset() {
        Moment sundayInTokyo =
                TimestampParser.parse("2025-11-16T23:59:59+09:00").orElseThrow();

        assertThat(sundayInTokyo.hour()).isEqualTo(23);
        assertThat(sundayInTokyo.dayOfWeek()).isEqualTo(6);
        assertThat(TimestampParser.parse("2025-11-17").orElseThrow().dayOfWeek())
                .isZero();
        assertThat(sundayInTokyo.local()).isEqualTo(LocalDateTime.parse("2025-11-16T23:59:59"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2025-02-30",
                "2025-13-01 10:00",
                "2025-11-18 25:00",
                "18/11/2025",
                "12",
                "1e300",
                "2025-11-18Tnoon"
            })
    void refusesWhatIsNoTime(String text) {
        assertThat(TimestampParser.parse(text)).isEmpty();
    }
}
