package dev.flakydetector.scorer.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.scorer.table.UnreadableTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCheckTest {

    private static final String HEADER =
            "Timestamp,Squad,platform,environment,deviceId,Memory (MB),scenarios_total,scenarios_failed,note\n";
    private static final String GOOD = "2025-01-01 10:00:00,search,android,test_app,pixel,512.5,20,2,fine\n";

    @TempDir
    private Path folder;

    @Test
    void findsNothingWrongWithAGoodFile() throws Exception {
        CheckReport report = check(HEADER + GOOD + GOOD.replace("10:00", "11:00"));

        assertThat(report.isClean()).isTrue();
        assertThat(report.rows()).isEqualTo(2);
    }

    @Test
    void namesEachPlaceWithRowAndColumn() throws Exception {
        CheckReport report = check(HEADER
                + GOOD
                + GOOD.replace("20,2", "20,21")
                + GOOD.replace("20,2", "0,0")
                + GOOD.replace("20,2", "12.7,2")
                + GOOD.replace("512.5", "NaN")
                + GOOD.replace("512.5", "-1")
                + GOOD.replace("search", " ")
                + GOOD.replace("2025-01-01", "2025-02-30")
                + "too,short\n"
                + GOOD.replace("fine", "fine,more"));

        assertThat(lines(report))
                .containsExactly(
                        "1 scenarios_failed relation scenarios_failed <= scenarios_total: found 21 and 20",
                        "2 scenarios_total range 0",
                        "3 scenarios_total type 12.7",
                        "4 memory_mb type NaN",
                        "5 memory_mb range -1",
                        "6 squad empty ",
                        "7 timestamp type 2025-02-30 10:00:00",
                        "8 - field_count 2 fields for 9 columns",
                        "9 - field_count 10 fields for 9 columns");
        assertThat(report.counts()).containsEntry(Rule.TYPE, 3L).containsEntry(Rule.RANGE, 2L);
    }

    @Test
    void namesMissingAndRepeatedColumnsAndAFileWithoutRows() throws Exception {
        CheckReport report = check("timestamp,SQUAD,squad,platform,environment,device_id,memory_mb,scenarios_total\n");

        assertThat(lines(report))
                .containsExactly(
                        "- - too_few_rows 0, at least 1",
                        "- scenarios_failed missing_column ",
                        "- squad repeated_column SQUAD, squad");
    }

    @Test
    void findsRepeatedRowsInMemoryAndOnDiskAlike() throws Exception {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 2_000; i++) {
            text.append(GOOD.replace("fine", "run " + i % 1_990));
        }
        Path file = Files.writeString(folder.resolve("runs.csv"), text);

        CheckReport inMemory = new DataCheck(DataSchema.RUNS, 100, folder).check(file);
        CheckReport onDisk = new DataCheck(DataSchema.RUNS, 100, folder, 64).check(file);

        assertThat(lines(inMemory)).hasSize(10).first().isEqualTo("1990 - duplicate_row the same as row 0");
        assertThat(onDisk).isEqualTo(inMemory);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void listsTheFirstOfEachRuleAndCountsAll() throws Exception {
        Path file = Files.writeString(
                folder.resolve("runs.csv"),
                HEADER + GOOD.replace("20,2", "20,-2").repeat(50));

        CheckReport report = new DataCheck(DataSchema.RUNS, 3, folder).check(file);

        assertThat(report.counts()).isEqualTo(Map.of(Rule.RANGE, 50L, Rule.DUPLICATE_ROW, 49L));
        assertThat(report.violations()).extracting(v -> v.row().orElse(-1)).containsExactly(0L, 1L, 1L, 2L, 2L, 3L);
    }

    @Test
    void tellsDriftFromChance() throws Exception {
        Path reference = Files.writeString(folder.resolve("then.csv"), runs(1, "pixel", 0));
        Path same = Files.writeString(folder.resolve("same.csv"), runs(2, "pixel", 0));
        Path other = Files.writeString(folder.resolve("other.csv"), runs(3, "galaxy", 300));
        DataCheck check = new DataCheck(DataSchema.RUNS, 10, folder);

        assertThat(check.checkAgainst(same, reference).isClean()).isTrue();
        assertThat(check.checkAgainst(other, reference).violations())
                .extracting(v -> v.column().orElse("") + " " + v.rule())
                .containsExactly("device_id DRIFT", "memory_mb DRIFT");
    }

    private static String runs(long seed, String device, int more) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 500; i++) {
            text.append(GOOD.replace("pixel", random.nextBoolean() ? device : "iphone")
                    .replace("512.5", Integer.toString(random.nextInt(1_000) + more))
                    .replace("fine", "run " + i));
        }
        return text.toString();
    }

    @Test
    void writesTheFormThatOtherProgramsRead() throws Exception {
        CheckReport report = check(HEADER + GOOD + GOOD.replace("20,2", "20,-2"));

        assertThat(CheckReportJson.render(report).replaceAll("\\s+", ""))
                .isEqualTo("{\"rows\":2,\"violations\":[{\"row\":1,\"column\":\"scenarios_failed\",\"rule\":\"range\","
                        + "\"value\":\"-2\"}],\"counts\":{\"range\":1}}");
        assertThat(CheckReportText.render(report, "runs.csv")).isEqualTo("""
                        row 1 (line 3)  scenarios_failed  range: -2

                        runs.csv: 2 rows, 1 violation
                          range                       1""");
    }

    private CheckReport check(String text) throws UnreadableTable, IOException {
        Path file = Files.writeString(folder.resolve("runs.csv"), text);
        return new DataCheck(DataSchema.RUNS, 100, folder).check(file);
    }

    private static List<String> lines(CheckReport report) {
        return report.violations().stream()
                .map(v -> "%s %s %s %s"
                        .formatted(
                                v.row().isPresent() ? v.row().getAsLong() : "-",
                                v.column().orElse("-"),
                                v.rule().token(),
                                v.value()))
                .toList();
    }
}
