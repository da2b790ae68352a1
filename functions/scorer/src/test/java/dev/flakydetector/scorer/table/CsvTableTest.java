package dev.flakydetector.scorer.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void recognisesTheSeparatorByTheHeader(String separator) throws Exception {
        Path file = file("Squad,Device ID\nsearch,pixel\n".replace(",", separator));

        assertThat(rows(file)).containsExactly("[squad, device_id]", "0@2 [search, pixel]");
    }

    @Test
    void readsByteOrderMarkQuotesAndWindowsLines() throws Exception {
        Path file = file("\uFEFF\"squad; team\",note\r\n\"a \"\"b\"\"\",\"two\r\nlines\"\r\n\r\n c , d\r\n");

        assertThat(rows(file)).containsExactly("[squad_team, note]", "0@2 [a \"b\", two\r\nlines]", "1@5 [c, d]");
    }

    @Test
    void readsUtf16() throws Exception {
        Path file = file("squad,note\nsearch,größer\n", StandardCharsets.UTF_16);

        assertThat(rows(file)).containsExactly("[squad, note]", "0@2 [search, größer]");
    }

    @Test
    void readsGzip() throws Exception {
        Path file = folder.resolve("runs.csv");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(rows(file)).containsExactly("[a, b]", "0@2 [1, 2]");
    }

    @Test
    void keepsRaggedRows() throws Exception {
        assertThat(rows(file("a,b\n1\n1,2,3\n"))).containsExactly("[a, b]", "0@2 [1]", "1@3 [1, 2, 3]");
    }

    @Test
    void namesNamelessColumnsAndTellsRepeatedOnes() throws Exception {
        try (CsvTable table = CsvTable.open(file(",Squad,squad,SQUAD\n"))) {
            assertThat(table.columns().names()).containsExactly("column_1", "squad", "squad", "squad");
            assertThat(table.columns().repeated()).containsExactly("squad");
        }
    }

    @Test
    void saysWhyAFileCannotBeRead() throws Exception {
        assertThatThrownBy(() -> CsvTable.open(folder)).hasMessageContaining("is a folder");
        assertThatThrownBy(() -> CsvTable.open(folder.resolve("none.csv"))).hasMessageContaining("does not exist");
        assertThatThrownBy(() -> CsvTable.open(file(""))).hasMessageContaining("is empty");
        assertThatThrownBy(() -> CsvTable.open(file("\uFEFF"))).hasMessageContaining("is empty");
        assertThatThrownBy(() -> CsvTable.open(file("\n\n"))).hasMessageContaining("blank lines only");
        assertThatThrownBy(() -> CsvTable.open(file("PK\3\4\0\0"))).hasMessageContaining("is not text");
        assertThatThrownBy(() -> rows(file("a,b\n1,\"2\n3,4\n")))
                .isInstanceOf(UnreadableTable.class)
                .hasMessageContaining("is not CSV");
    }

    private Path file(String text) throws IOException {
        return file(text, StandardCharsets.UTF_8);
    }

    private Path file(String text, Charset charset) throws IOException {
        return Files.writeString(folder.resolve("runs.csv"), text, charset);
    }

    private static List<String> rows(Path file) throws UnreadableTable {
        try (CsvTable table = CsvTable.open(file)) {
            List<String> rows = new ArrayList<>();
            rows.add(table.columns().names().toString());
            table.forEachRow(row -> {
                List<String> fields = new ArrayList<>();
                for (int i = 0; i < row.size(); i++) {
                    fields.add(row.field(i));
                }
                rows.add("%d@%d %s".formatted(row.number(), row.line(), fields));
            });
            return rows;
        }
    }
}
