package dev.flakydetector.github;

import dev.flakydetector.domain.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a result is told.
 *
 * @param token the workflow's, or another one with the right to comment; empty to tell in files alone
 * @param failOn from which severity on the step fails; empty for never
 * @param reportUrl where the uploaded report is
 * @param project the folder that was tested
 * @param reportGlobs where the job's own reports are; empty for the usual places
 * @param artifact the name under which results are kept
 * @param suggestQuarantine whether the comment lists how to skip the flaky tests
 */
public record ReportInputs(
        Commenting commenting,
        Optional<String> token,
        Optional<Severity> failOn,
        Optional<String> reportUrl,
        Path project,
        List<String> reportGlobs,
        String artifact,
        boolean suggestQuarantine) {

    public ReportInputs {
        reportGlobs = List.copyOf(reportGlobs);
    }

    /** When there is a comment. */
    public enum Commenting {
        /** When something failed, or to bring an earlier comment up to date. */
        AUTO,
        ALWAYS,
        NEVER
    }
}
