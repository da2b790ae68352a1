package dev.flakydetector.adapter;

import dev.flakydetector.results.ReportFormat;
import java.nio.file.Path;

/** Where an attempt leaves a report. */
public sealed interface ReportLocation {

    ReportFormat format();

    /** One file, by its full path. */
    record File(ReportFormat format, Path file) implements ReportLocation {}

    /**
     * All files below the workspace that match, such as {@code **}{@code /target/surefire-reports/TEST-*.xml}.
     *
     * @param glob as in {@link java.nio.file.FileSystem#getPathMatcher}, relative to the workspace
     * @param moduleDepth how many folders at a match's end are not part of its module's path; the path before them, empty
     *     for the root, is put before the suites
     */
    record Matching(ReportFormat format, String glob, int moduleDepth) implements ReportLocation {}

    /** The standard output of the command. */
    record StandardOutput(ReportFormat format) implements ReportLocation {}
}
