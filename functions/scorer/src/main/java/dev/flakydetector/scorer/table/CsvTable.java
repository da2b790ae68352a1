package dev.flakydetector.scorer.table;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A delimited text file that is read once, row by row, in little memory. The separator ({@code , ; |} or a tab), a byte
 * order mark and gzip are recognised. Rows may be shorter or longer than the header; {@link Row#size} tells.
 */
public final class CsvTable implements AutoCloseable {

    private static final int MOST_CHARACTERS_IN_A_FIELD = 1 << 20;

    private final Path file;
    private final InputStream input;
    private final Columns columns;
    private final CloseableIterator<CsvRecord> records;

    private CsvTable(Path file, InputStream input, Columns columns, CloseableIterator<CsvRecord> records) {
        this.file = file;
        this.input = input;
        this.columns = columns;
        this.records = records;
    }

    /** Opens a file and reads its header, which must be there. */
    @SuppressWarnings("MustBeClosed") // the table owns the reader, and closes it
    public static CsvTable open(Path file) throws UnreadableTable {
        if (Files.isDirectory(file)) {
            throw new UnreadableTable("%s is a folder; name a CSV file".formatted(file));
        }
        if (!Files.exists(file)) {
            throw new UnreadableTable("%s does not exist".formatted(file));
        }
        try {
            InputStream input = OpenedFile.plain(file);
            try {
                return withHeader(file, input);
            } catch (UnreadableTable | IOException | RuntimeException e) {
                input.close();
                throw e;
            }
        } catch (CsvParseException e) {
            throw malformed(file, e);
        } catch (UncheckedIOException | IOException e) {
            throw new UnreadableTable("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static CsvTable withHeader(Path file, InputStream input) throws UnreadableTable, IOException {
        FirstBytes first = FirstBytes.of(input);
        if (first.isEmpty()) {
            throw new UnreadableTable("%s is empty; its first line must name the columns".formatted(file));
        }
        if (first.isBinary()) {
            throw new UnreadableTable("%s is not text; write it as CSV in UTF-8".formatted(file));
        }
        CloseableIterator<CsvRecord> records = CsvReader.builder()
                .fieldSeparator(first.separator())
                .detectBomHeader(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(MOST_CHARACTERS_IN_A_FIELD)
                .ofCsvRecord(input)
                .iterator();
        if (!records.hasNext()) {
            throw new UnreadableTable(
                    "%s holds blank lines only; its first line must name the columns".formatted(file));
        }
        return new CsvTable(file, input, Columns.of(records.next().getFields()), records);
    }

    public Columns columns() {
        return columns;
    }

    /** Hands on each row in the order of the file; to be called once. */
    public void forEachRow(Consumer<Row> reader) throws UnreadableTable {
        long number = 0;
        while (true) {
            Row row;
            try {
                if (!records.hasNext()) {
                    return;
                }
                row = new Row(number, records.next());
            } catch (CsvParseException e) {
                throw malformed(file, e);
            } catch (UncheckedIOException e) {
                throw new UnreadableTable(
                        "%s cannot be read beyond row %d: %s".formatted(file, number, e.getMessage()), e);
            }
            reader.accept(row);
            number++;
        }
    }

    private static UnreadableTable malformed(Path file, CsvParseException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new UnreadableTable("%s is not CSV: %s".formatted(file, cause.getMessage()), e);
    }

    @Override
    public void close() throws UnreadableTable {
        try {
            records.close();
            input.close();
        } catch (IOException e) {
            throw new UnreadableTable("%s cannot be closed: %s".formatted(file, e.getMessage()), e);
        }
    }
}
