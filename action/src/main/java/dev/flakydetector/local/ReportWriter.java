package dev.flakydetector.local;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.machine.Machine;
import dev.flakydetector.render.AttemptSource;
import dev.flakydetector.render.Replay;
import dev.flakydetector.render.console.ConsoleReport;
import dev.flakydetector.render.html.HtmlReport;
import dev.flakydetector.render.json.JsonReport;
import dev.flakydetector.render.markdown.MarkdownReport;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** Puts a report where it was asked for; a file appears whole or not at all. */
public final class ReportWriter {

    private ReportWriter() {}

    /** What a report consists of. */
    private interface Body {
        void write(OutputStream out) throws IOException;
    }

    /** Writes the report of a stored detection. */
    public static void write(Detection detection, RunHistory history, ReportTarget target, Machine machine)
            throws IOException {
        write(detection, history, Replay.FROM_STORE, target, machine);
    }

    /** Writes the report of a stored detection, with the commands that replay it from elsewhere. */
    public static void write(
            Detection detection, RunHistory history, Replay replay, ReportTarget target, Machine machine)
            throws IOException {
        write(detection, each -> history.forEachAttempt(detection.id(), each), replay, target, machine);
    }

    public static void write(
            Detection detection, AttemptSource attempts, Replay replay, ReportTarget target, Machine machine)
            throws IOException {
        if (target.file().isEmpty()) {
            // Left open: standard output belongs to the process.
            write(detection, attempts, replay, target.format(), machine.colour(), machine.out());
            machine.out().flush();
            return;
        }
        Path file = target.file().get();
        try {
            writeTo(file, out -> write(detection, attempts, replay, target.format(), false, out));
        } catch (IOException e) {
            throw notWritten(file, detection, e);
        } catch (UncheckedIOException e) {
            throw notWritten(file, detection, Objects.requireNonNull(e.getCause()));
        }
    }

    private static UncheckedIOException notWritten(Path file, Detection detection, IOException cause) {
        return new UncheckedIOException(
                "Cannot write the report to %s: %s. Nothing is lost: 'flaky show %s' shows it, unless --no-store was given."
                        .formatted(file, cause.getMessage(), detection.id()),
                cause);
    }

    /** Whole or not at all; but a device or a pipe is written to, not replaced. */
    private static void writeTo(Path file, Body body) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                body.write(out);
            }
            return;
        }
        Path parent = file.toAbsolutePath().getParent();
        Path part = Files.createTempFile(parent, "." + file.getFileName(), ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                body.write(out);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void write(
            Detection detection,
            AttemptSource attempts,
            Replay replay,
            ReportForm format,
            boolean colour,
            OutputStream out)
            throws IOException {
        switch (format) {
            case CONSOLE -> write(console(colour).with(replay).render(detection), out);
            case JSON -> JsonReport.write(detection, attempts, replay, out);
            case MARKDOWN -> write(MarkdownReport.render(detection, replay), out);
            case HTML -> write(HtmlReport.render(detection, attempts, replay), out);
        }
    }

    private static ConsoleReport console(boolean colour) {
        return colour ? ConsoleReport.coloured() : ConsoleReport.plain();
    }

    private static void write(String text, OutputStream out) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
