package dev.flakydetector.cli;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.render.AttemptSource;
import dev.flakydetector.render.ConsoleReport;
import dev.flakydetector.render.HtmlReport;
import dev.flakydetector.render.JsonReport;
import dev.flakydetector.render.MarkdownReport;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Puts a report where it was asked for; a file appears whole or not at all. */
final class ReportWriter {

    private ReportWriter() {}

    /** What a report consists of. */
    private interface Body {
        void write(Writer out) throws IOException;
    }

    static void write(Detection detection, RunHistory history, ReportOptions.Target target, Machine machine)
            throws IOException {
        AttemptSource attempts = each -> history.forEachAttempt(detection.id(), each);
        if (target.file().isEmpty()) {
            // Left open: standard output belongs to the process.
            Writer out = new OutputStreamWriter(machine.out(), StandardCharsets.UTF_8);
            write(detection, attempts, target.format(), machine.colour(), out);
            out.flush();
            return;
        }
        Path file = target.file().get();
        try {
            writeTo(file, out -> write(detection, attempts, target.format(), false, out));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot write the report to %s: %s. Nothing is lost: 'flaky show %s' shows it, unless --no-store was given."
                            .formatted(file, e.getMessage(), detection.id()),
                    e);
        }
    }

    /** Whole or not at all; but a device or a pipe is written to, not replaced. */
    private static void writeTo(Path file, Body body) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            try (Writer out = Files.newBufferedWriter(file)) {
                body.write(out);
            }
            return;
        }
        Path parent = file.toAbsolutePath().getParent();
        Path part = Files.createTempFile(parent, "." + file.getFileName(), ".part");
        try {
            try (Writer out = Files.newBufferedWriter(part)) {
                body.write(out);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void write(
            Detection detection, AttemptSource attempts, ReportOptions.Format format, boolean colour, Writer out)
            throws IOException {
        switch (format) {
            case CONSOLE -> out.write(ConsoleReport.render(detection, colour));
            case JSON -> JsonReport.write(detection, attempts, out);
            case MARKDOWN -> out.write(MarkdownReport.render(detection));
            case HTML -> HtmlReport.write(detection, attempts, out);
        }
    }
}
