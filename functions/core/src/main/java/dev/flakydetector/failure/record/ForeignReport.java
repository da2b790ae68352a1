package dev.flakydetector.failure.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads the failures out of a test tool's report, for which this room has no parser. */
@FunctionalInterface
public interface ForeignReport {

    /** Refuses every report. */
    ForeignReport NONE = (file, name) -> {
        throw new IOException("reports are not read here, only failure records");
    };

    /**
     * Reads one report file.
     *
     * @param name what to call it: its path where it was found, or in which zip
     * @throws IOException with a message for the user when it is none
     */
    List<FailureRecord> read(Path file, String name) throws IOException;
}
