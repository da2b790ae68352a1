package dev.flakydetector.github;

import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.joblog.JobLog;
import dev.flakydetector.results.ParsedReport;
import dev.flakydetector.results.ReportFormat;
import dev.flakydetector.results.Reports;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.kohsuke.github.GHArtifact;
import org.kohsuke.github.GHException;
import org.kohsuke.github.GHWorkflowJob;
import org.kohsuke.github.GHWorkflowRun;

/** A run of another workflow that failed, and what its artifacts and logs say about its tests; nothing is executed. */
final class FailedRun {

    private static final int MOST_ARTIFACTS = 20;
    private static final int MOST_JOBS = 20;
    private static final long MOST_ZIP_BYTES = 64L << 20;
    private static final String RIGHT = "actions: read";

    private final GHWorkflowRun run;
    private final Path workspace;

    /**
     * A run to look into.
     *
     * @param workspace what absolute paths in its reports are relative to
     */
    FailedRun(GHWorkflowRun run, Path workspace) {
        this.run = run;
        this.workspace = workspace;
    }

    /** From the reports first, and where there are none from the logs. */
    FailedTests failedTests() throws IOException {
        List<String> remarks = new ArrayList<>();
        Set<TestId> tests = new TreeSet<>();
        boolean hasReport = false;
        try {
            for (GHArtifact artifact :
                    run.listArtifacts().toList().stream().limit(MOST_ARTIFACTS).toList()) {
                hasReport |= readArtifact(artifact, tests, remarks);
            }
        } catch (IOException | GHException e) {
            remarks.add(advice("Cannot read the artifacts of the failed run", e));
        }
        if (!hasReport) {
            readLogs(tests, remarks);
        }
        return new FailedTests(new TreeSet<>(tests), remarks);
    }

    /** The result in the artifact of this name, written into the folder; what was found out beside it stands beside it. */
    Optional<Path> resultOf(String artifactName, Path folder) throws IOException {
        for (GHArtifact artifact : run.listArtifacts().toList()) {
            if (artifact.getName().equals(artifactName) && isReadable(artifact)) {
                List<Path> files = artifact.download(zip -> ReportArchive.unpack(zip, folder));
                for (Path file : files) {
                    if (Files.size(file) > 0 && isResult(file)) {
                        keepEarlierFailures(files, folder);
                        return Optional.of(file);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static void keepEarlierFailures(List<Path> files, Path folder) throws IOException {
        for (Path file : files) {
            Optional<EarlierFailures> earlier = EarlierFailures.read(file);
            if (earlier.isPresent()) {
                earlier.get().write(folder.resolve(EarlierFailures.FILE));
                return;
            }
        }
    }

    private static boolean isResult(Path file) {
        try {
            ResultFile.read(file);
            return true;
        } catch (UnusableResult e) {
            return false;
        }
    }

    private static boolean isReadable(GHArtifact artifact) {
        return !artifact.isExpired() && artifact.getSizeInBytes() <= MOST_ZIP_BYTES;
    }

    private boolean readArtifact(GHArtifact artifact, Set<TestId> tests, List<String> remarks) throws IOException {
        if (!isReadable(artifact)) {
            remarks.add("Artifact '%s' was not looked into: it has expired or is larger than %d bytes"
                    .formatted(artifact.getName(), MOST_ZIP_BYTES));
            return false;
        }
        Path folder = Files.createTempDirectory("flaky-artifact-");
        try {
            List<Path> files = artifact.download(zip -> ReportArchive.unpack(zip, folder));
            return read(files, folder, tests, remarks);
        } catch (IOException e) {
            remarks.add(advice("Cannot read artifact '%s'".formatted(artifact.getName()), e));
            return false;
        } finally {
            delete(folder);
        }
    }

    private boolean read(List<Path> files, Path folder, Set<TestId> tests, List<String> remarks) throws IOException {
        ParsedReport report = Reports.read(sources(files, folder, workspace));
        failed(report).forEach(tests::add);
        remarks.addAll(report.problems());
        return !report.outcomes().isEmpty();
    }

    static List<Reports.Source> sources(List<Path> files, Path folder, Path workspace) throws IOException {
        List<Reports.Source> sources = new ArrayList<>();
        for (Path file : files) {
            Optional<ReportFormat> format = ReportGuess.of(file);
            format.ifPresent(known -> sources.add(new Reports.Source(known, file, folder, workspace, "")));
        }
        return sources;
    }

    static Stream<TestId> failed(ParsedReport report) {
        return report.outcomes().stream()
                .filter(outcome -> outcome.status().isFailure())
                .map(Outcome::test);
    }

    private void readLogs(Set<TestId> tests, List<String> remarks) {
        try {
            List<GHWorkflowJob> failed = run.listJobs().toList().stream()
                    .filter(job -> job.getConclusion() == GHWorkflowRun.Conclusion.FAILURE)
                    .limit(MOST_JOBS)
                    .toList();
            for (GHWorkflowJob job : failed) {
                tests.addAll(job.downloadLogs(
                        log -> JobLog.failedTests(new InputStreamReader(log, StandardCharsets.UTF_8))));
            }
            remarks.add("The failed run left no report in its artifacts, so its failed tests were read from its logs");
        } catch (IOException | GHException e) {
            remarks.add(advice("Cannot read the logs of the failed run", e));
        }
    }

    static String advice(String tried, Exception failure) {
        IOException cause = failure instanceof IOException io
                ? io
                : failure.getCause() instanceof IOException io ? io : new IOException(failure.getMessage(), failure);
        return GithubConnection.advice(tried, RIGHT, cause);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
