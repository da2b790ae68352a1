package dev.flakydetector.local;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A form of report and the place it goes to.
 *
 * @param file empty for standard output
 */
public record ReportTarget(ReportForm format, Optional<Path> file) {}
