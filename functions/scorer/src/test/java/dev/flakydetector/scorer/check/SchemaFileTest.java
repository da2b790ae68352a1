package dev.flakydetector.scorer.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaFileTest {

    private static final String BUILDS = """
            columns:
              Build ID: {type: integer, min: 1, order: rising}
              stage: {allowed: [unit, system]}
              started: {type: timestamp, order: never_falling}
              passed: {type: integer, min: 0}
              total: {type: integer, min: 0, max: 1000, may_be_empty: true}
              agent: {needed: false}
            relations: [passed <= total]
            more_columns: false
            unique_key: [build_id, stage]
            drift: {psi: 0.1}
            """;

    @TempDir
    private Path folder;

    @Test
    void readsEveryKindOfRule() throws Exception {
        SchemaFile.Result read = SchemaFile.parse(BUILDS, "builds.yml");
        Path file = Files.writeString(folder.resolve("builds.csv"), """
                build_id;stage;started;passed;total;extra
                1;unit;2025-01-01;5;5;x
                1;unit;2025-01-02;5;;x
                3;smoke;2025-01-01;7;5;x
                4;system;2025-01-03;7;1001;x
                """);

        CheckReport report = new DataCheck(read.schema(), 10, folder).check(file);

        assertThat(read.problems()).isEmpty();
        assertThat(read.schema().drift()).isEqualTo(new DriftLimits(0.1, 0.1, 0.001));
        assertThat(report.violations())
                .extracting(
                        v -> "%s %s %s".formatted(v.row().orElse(-1), v.column().orElse("-"), v.rule()))
                .containsExactly(
                        "-1 extra EXTRA_COLUMN",
                        "1 - DUPLICATE_KEY",
                        "1 build_id ORDER",
                        "2 passed RELATION",
                        "2 stage ALLOWED",
                        "2 started ORDER",
                        "3 total RANGE");
    }

    @Test
    void saysAllThatIsWrongAtOnceEachWithItsLine() {
        SchemaFile.Result read = SchemaFile.parse("""
                columns:
                  build: {type: int, min: 5, max: 1}
                  stage: {type: text, min: 0, alowed: [a]}
                relations: [build less total, build < total]
                uniq_rows: true
                """, "builds.yml");

        assertThat(read.problems())
                .containsExactly(
                        "builds.yml:2: columns.build.type must be one of text, integer, number, timestamp, found 'int'",
                        "builds.yml:2: columns.build.min must be at most 'max'",
                        "builds.yml:3: columns.stage.alowed is not a key that is known. Did you mean 'allowed'?",
                        "builds.yml:3: columns.stage.type must be integer or number where there is a 'min' or 'max'",
                        "builds.yml:4: relations must read like 'failed <= total', with < <= == != >= or >; found 'build less total'",
                        "builds.yml:4: relations names 'total', which is not under 'columns'",
                        "builds.yml:5: uniq_rows is not a key that is known. Did you mean 'unique_rows'?");
    }

    @Test
    void refusesAFileWithoutColumnsOrWithoutContent() {
        assertThat(SchemaFile.parse("more_columns: true\n", "s.yml").problems())
                .containsExactly("s.yml: 'columns' must name at least one column");
        assertThat(SchemaFile.read(folder).problems()).hasSize(1);
        assertThat(SchemaFile.read(folder.resolve("none.yml")).problems()).hasSize(1);
    }
}
