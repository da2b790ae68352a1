package dev.flakydetector.scorer.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunTimeTest {

    @Test
    void hourAndDayAreThoseOfTheTimestampsOwnOffset() {
        RunTime time = RunTime.parse("2026-02-01T23:30:00-05:00").orElseThrow();

        assertThat(time.hour()).isEqualTo(23);
        assertThat(time.dayOfWeek()).as("Sunday").isEqualTo(6);
        assertThat(time.epochSecond()).isEqualTo(1_770_006_600.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-11-18T10:30:00Z",
                "2025-11-18 10:30:00",
                "2025-11-18T10:30:00",
                "2025-11-18T10:30:00+00:00",
                "2025-11-18 10:30:00.000000",
                "2025-11-18T10:30:00.0Z",
                "1763461800",
                "1763461800.0"
            })
    void readsTheUsualSpellingsOfOneMoment(String text) {
        assertThat(RunTime.parse(text)).contains(new RunTime(1_763_461_800, 10, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "yesterday", "2025-02-30T10:00:00Z", "2025-11-18T25:00:00Z", "2025-1a-18T10:00:00", "NaN"})
    void refusesWhatIsNoTime(String text) {
        assertThat(RunTime.parse(text)).isEmpty();
    }

    @Test
    void theQuickWayAndTheLibraryAgree() {
        SplittableRandom chance = new SplittableRandom(11);
        for (int i = 0; i < 500; i++) {
            LocalDateTime time = LocalDateTime.ofEpochSecond(chance.nextLong(4_000_000_000L), 0, ZoneOffset.UTC);
            RunTime quick = RunTime.parse(time.truncatedTo(ChronoUnit.SECONDS) + (time.getSecond() == 0 ? ":00" : ""))
                    .orElseThrow();

            assertThat(quick.epochSecond()).isEqualTo(time.toEpochSecond(ZoneOffset.UTC));
            assertThat(quick.hour()).isEqualTo(time.getHour());
            assertThat(quick.dayOfWeek()).isEqualTo(time.getDayOfWeek().getValue() - 1);
        }
    }

    @Test
    void countsCyclesAsTheyAre() {
        assertThat(RunTime.parse("17").orElseThrow().epochSecond()).isEqualTo(17);
    }
}
