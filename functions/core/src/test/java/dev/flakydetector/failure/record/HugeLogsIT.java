package dev.flakydetector.failure.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs larger than anyone would hold in memory. */
class HugeLogsIT {

    private static final int MB = 1 << 20;

    @TempDir
    private Path folder;

    private final List<FailureRecord> read = new ArrayList<>();

    @Test
    void keepsTheStartTheEndAndTheErrorsOfAHugeLog() throws IOException {
        Path file = folder.resolve("a.jsonl");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\"id\":\"a\",\"log\":\"first\\n");
            noise(out, 20 * MB);
            out.write("Traceback (most recent call last):\\nValueError: in the middle\\n");
            noise(out, 30 * MB);
            out.write("last\"}\n" + good("b"));
        }

        ReadingSummary summary = read(file);

        assertThat(summary.problems()).isEmpty();
        assertThat(read).extracting(FailureRecord::id).containsExactly("a", "b");
        assertThat(read.get(0).log()).startsWith("first\n").endsWith("last").contains("\nValueError: in the middle\n");
        assertThat(read.get(0).log().length()).isLessThan(3 * MB);
    }

    private static void noise(BufferedWriter out, int length) throws IOException {
        String line = "2026-01-31 12:00:00 all is \\\"well\\\" \\u00e9 here\\n";
        for (int written = 0; written < length; written += line.length()) {
            out.write(line);
        }
    }

    @Test
    void boundsALineOfFiftyMegabytes() throws IOException {
        Path file = folder.resolve("a.jsonl");
        String piece = "\\u0041\\\\x".repeat(1_000);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\"id\":\"a\",\"log\":\"");
            for (int written = 0; written < 50 * MB; written += piece.length()) {
                out.write(piece);
            }
            out.write("\"}\n" + "x".repeat(5 * MB) + "\n" + good("b"));
        }

        ReadingSummary summary = read(file);

        assertThat(read).extracting(FailureRecord::id).containsExactly("a", "b");
        assertThat(read.get(0).log().length()).isLessThan(3 * MB);
        assertThat(summary.problems()).extracting(RecordProblem::line).containsExactly(2L);
    }

    private ReadingSummary read(Path place) throws IOException {
        return new RecordFiles(ForeignReport.NONE).read(place, read::add);
    }

    private static String good(String id) {
        return "{\"id\":\"%s\",\"status\":\"failure\",\"log\":\"Error: no\"}".formatted(id);
    }
}
