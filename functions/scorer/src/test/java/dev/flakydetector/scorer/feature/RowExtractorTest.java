package dev.flakydetector.scorer.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.scorer.feature.RowExtractor.Extraction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowExtractorTest {

    private static final String HEADER =
            "Timestamp,Squad,Platform,Environment,Device ID,memory_mb,scenariosTotal,Scenarios Failed,suite\n";

    @TempDir
    Path folder;

    @Test
    void readsHeadersHoweverTheyAreSpelled() throws Exception {
        RunTable table = table(HEADER + "2026-01-31T09:30:00Z,pay,ios,beta,iphone,400.5,12,1,smoke\n");

        RunRows runs = new RowExtractor(table, DatasetDescription.endToEnd())
                .extract()
                .runs()
                .orElseThrow();

        assertThat(runs.failed(0)).isTrue();
        assertThat(runs.number("hour", 0)).isEqualTo(9);
        assertThat(runs.number("memory_mb", 0)).isEqualTo(400.5);
        assertThat(runs.word("device_id", 0)).isEqualTo("iphone");
    }

    @Test
    void listsEveryCellThatCannotBeRead() throws Exception {
        RunTable table = table(HEADER
                + "soon,pay,ios,beta,iphone,400.5,12,1,smoke\n"
                + "2026-01-31T09:30:00Z,pay,ios,beta,iphone,much,12,,smoke\n");

        Extraction extraction = new RowExtractor(table, DatasetDescription.endToEnd()).extract();

        assertThat(extraction.runs()).isEmpty();
        assertThat(extraction.problems())
                .containsExactly(
                        "Row 0, column 'timestamp': 'soon' is not a time",
                        "Row 1, column 'scenarios_failed': '' is not an outcome",
                        "Row 1, column 'memory_mb': 'much' is not a number");
    }

    @Test
    void takesAnyOtherColumnAsAFeatureByItsCells() throws Exception {
        RunTable table = table(HEADER + "2026-01-31T09:30:00Z,pay,ios,beta,iphone,400.5,12,0,smoke\n");

        Extraction extraction =
                new RowExtractor(table, DatasetDescription.endToEnd()).extractNamed(List.of("suite", "hour"));

        assertThat(extraction.runs().orElseThrow().features())
                .containsExactly(Feature.category("suite"), Feature.hour());
    }

    @Test
    void namesColumnsThatAreNotThere() throws Exception {
        RunTable table = table("timestamp,squad\n2026-01-31T09:30:00Z,pay\n");

        assertThat(new RowExtractor(table, DatasetDescription.endToEnd())
                        .extract()
                        .problems())
                .contains("There is no column 'scenarios_failed'", "There is no column 'platform'");
    }

    private RunTable table(String csv) throws Exception {
        Path file = Files.writeString(folder.resolve("runs.csv"), csv);
        return new RunTableReader().read(List.of(file));
    }
}
