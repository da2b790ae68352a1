package dev.flakydetector.triage;

import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.failure.FailureLog;
import dev.flakydetector.failure.record.FailureRecord;
import dev.flakydetector.failure.record.ForeignReport;
import dev.flakydetector.results.ParsedReport;
import dev.flakydetector.results.ReportFormat;
import dev.flakydetector.results.Reports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The failures of a JUnit XML report as failure records. */
public final class JunitFailures implements ForeignReport {

    private final Path workspace;

    /** @param workspace what paths in a report are relative to */
    public JunitFailures(Path workspace) {
        this.workspace = workspace;
    }

    @Override
    public List<FailureRecord> read(Path file, String name) throws IOException {
        Path whole = file.toAbsolutePath();
        Path root = whole.getParent() == null ? whole : whole.getParent();
        ParsedReport report =
                Reports.read(List.of(new Reports.Source(ReportFormat.JUNIT_XML, whole, root, workspace, "")));
        if (report.outcomes().isEmpty() && !report.problems().isEmpty()) {
            throw new IOException(String.join("; ", report.problems()));
        }
        List<FailureRecord> failures = new ArrayList<>();
        for (Outcome outcome : report.outcomes()) {
            outcome.failure().ifPresent(failure -> failures.add(record(name, outcome, failure)));
        }
        return failures;
    }

    private static FailureRecord record(String name, Outcome outcome, Failure failure) {
        String test = outcome.test().toString();
        return new FailureRecord(
                name + "::" + test, test, "", "", "", Optional.empty(), Optional.empty(), FailureLog.of(failure));
    }
}
