package dev.flakydetector.cli;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A form of report and the place it goes to.
 *
 * @param file empty for standard output
 */
record ReportTarget(ReportFormat format, Optional<Path> file) {}
