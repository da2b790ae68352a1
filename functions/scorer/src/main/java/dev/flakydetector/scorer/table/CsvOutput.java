package dev.flakydetector.scorer.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes rows as CSV: commas, quotes only where needed, plain line ends, UTF-8. */
public final class CsvOutput {

    private CsvOutput() {}

    public static void write(Path file, List<List<String>> rows) throws IOException {
        try (CsvWriter writer =
                CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file)) {
            for (List<String> row : rows) {
                writer.writeRecord(row);
            }
        }
    }
}
