package dev.flakydetector.github;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes the files through which a step hands back outputs and its summary. */
final class RunnerFiles {

    /** What GitHub shows of a step's summary; a larger one is dropped as a whole. */
    static final int MOST_SUMMARY_BYTES = 1_024 * 1_024;

    private static final String CUT = "\n\n… cut here: a summary holds 1 MiB.\n";

    private final RunnerEnvironment runner;

    RunnerFiles(RunnerEnvironment runner) {
        this.runner = runner;
    }

    /** Sets an output of the step. Values are of one line: anything else could set a second output. */
    void output(String name, String value) throws IOException {
        String line = "%s=%s\n".formatted(name, value.replaceAll("\\R", " "));
        if (runner.outputFile().isPresent()) {
            append(runner.outputFile().get(), line);
        }
    }

    /** Adds Markdown to the page of the run. */
    void summary(String markdown) throws IOException {
        if (runner.summaryFile().isEmpty()) {
            return;
        }
        Path file = runner.summaryFile().get();
        long used = Files.exists(file) ? Files.size(file) : 0;
        append(file, cut(markdown + "\n", (int) Math.max(0, MOST_SUMMARY_BYTES - used)));
    }

    private static String cut(String text, int mostBytes) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= mostBytes) {
            return text;
        }
        int room = Math.max(0, mostBytes - CUT.getBytes(StandardCharsets.UTF_8).length);
        String kept = new String(bytes, 0, room, StandardCharsets.UTF_8);
        int lastLine = kept.lastIndexOf('\n');
        return lastLine < 0 ? "" : kept.substring(0, lastLine) + CUT;
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
