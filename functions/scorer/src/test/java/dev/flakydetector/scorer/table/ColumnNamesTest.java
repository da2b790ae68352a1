package dev.flakydetector.scorer.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnNamesTest {

    @ParameterizedTest
    @CsvSource({
        "timestamp, timestamp",
        "Device ID, device_id",
        "deviceId, device_id",
        "DEVICE_ID, device_id",
        "Memory (MB), memory_mb",
        "scenarios-failed, scenarios_failed",
        "LastResults, last_results",
        "usageCPU, usage_cpu",
        "XMLReport, xml_report",
        "run2Day, run2_day",
        "__a__b__, a_b",
        "Größe, größe",
        "'%', ''",
    })
    void givesOneSpellingToWhateverAToolWrote(String written, String normal) {
        assertThat(ColumnNames.normalise(written)).isEqualTo(normal);
        assertThat(ColumnNames.normalise(normal)).isEqualTo(normal);
    }
}
