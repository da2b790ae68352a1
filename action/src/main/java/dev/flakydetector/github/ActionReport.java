package dev.flakydetector.github;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.domain.Verdict;
import dev.flakydetector.render.comment.CommentFacts;
import dev.flakydetector.render.comment.PullRequestComment;
import dev.flakydetector.render.comment.QuarantineList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.kohsuke.github.GHException;

/**
 * Tells a workflow what was found: in the step's outputs, its summary, annotations, and the one comment on the pull
 * request. What GitHub will not take becomes a warning; it never fails the job.
 */
public final class ActionReport {

    private final RunnerEnvironment runner;
    private final TriggerEvent event;
    private final Consumer<String> lines;
    private final Pause pause;
    private final Clock clock;
    private final RunnerFiles files;

    private ActionReport(
            RunnerEnvironment runner, TriggerEvent event, Consumer<String> lines, Pause pause, Clock clock) {
        this.runner = runner;
        this.event = event;
        this.lines = lines;
        this.pause = pause;
        this.clock = clock;
        this.files = new RunnerFiles(runner);
    }

    /** Reads the event that set the workflow off. */
    public static ActionReport of(RunnerEnvironment runner, Consumer<String> lines, Pause pause, Clock clock)
            throws IOException {
        return new ActionReport(runner, TriggerEvent.read(runner), lines, pause, clock);
    }

    /** Why this job must not execute the code in question; empty when it may. */
    public Optional<String> refusalToExecute() {
        return ExecutionGuard.refusal(event);
    }

    /** Whether the run that this is about succeeded, so that there is nothing to rerun. */
    public boolean isAboutSuccess() {
        return event.isSuccess()
                || (runner.text("FLAKY_JOB_STATUS").filter("success"::equals).isPresent() && event.isOfAChange());
    }

    /** Which code this is about; empty where the event names no commit. */
    public Optional<TestedCode> testedCode() {
        return event.head().map(head -> new TestedCode(cloneUrl(head.repository()), head.sha()));
    }

    /** How the repository that the workflow belongs to is cloned. */
    public Optional<String> ownRepository() {
        return runner.repository().flatMap(this::cloneUrl);
    }

    private Optional<String> cloneUrl(String repository) {
        return Optional.of(repository)
                .filter(name -> name.matches("[A-Za-z0-9._-]+/[A-Za-z0-9._-]+"))
                .map(name -> "%s/%s.git".formatted(runner.serverUrl(), name));
    }

    /** What tells this step of this attempt of this run from all others. */
    public List<String> attemptOfThisRun() {
        return Stream.of(
                        "GITHUB_SERVER_URL",
                        "GITHUB_REPOSITORY",
                        "GITHUB_RUN_ID",
                        "GITHUB_RUN_ATTEMPT",
                        "GITHUB_JOB",
                        "GITHUB_ACTION")
                .map(name -> runner.text(name).orElse(""))
                .toList();
    }

    /** Says in every place that a step has that nothing could be done, and why. */
    public void tellTrouble(List<String> messages) throws IOException {
        for (String message : messages) {
            lines.accept(WorkflowCommand.error("flaky-detector", message));
            files.summary("**flaky-detector did not run:** " + message.replaceAll("[<>&`@\\[\\]]", " "));
        }
    }

    /** Says that there is nothing to tell, which is no failure. */
    public void tellNothing(String message) throws IOException {
        lines.accept(WorkflowCommand.notice("flaky-detector", message));
        files.output("severity", Severity.NONE.token());
    }

    public void output(String name, String value) throws IOException {
        files.output(name, value);
    }

    /**
     * Tells a finished detection.
     *
     * @param earlier what is known of its failed tests from other commits
     * @return what was told beyond the detection, for those who tell others
     */
    public CommentFacts tell(Detection detection, Path resultFile, ReportInputs inputs, EarlierFailures earlier)
            throws IOException, InterruptedException {
        List<String> remarks = new ArrayList<>();
        Optional<GithubConnection> github = connect(inputs, remarks);
        FailedTests failed = failedBefore(github, inputs);
        remarks.addAll(failed.remarks());
        CommentFacts facts = new CommentFacts(
                SameTest.asInReruns(failed.tests(), detection),
                earlier.phrases(),
                event.head().map(TriggerEvent.Head::sha),
                inputs.reportUrl().or(runner::runUrl),
                failedRunUrl(),
                remarks,
                inputs.suggestQuarantine() ? QuarantineList.suggest(detection, today()) : "",
                List.of());
        tellInFiles(detection, facts, resultFile);
        Optional<String> comment =
                github.isEmpty() ? Optional.empty() : comment(github.get(), inputs, facts, detection);
        files.output("comment-url", comment.orElse(""));
        return facts;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private FailedTests failedBefore(Optional<GithubConnection> github, ReportInputs inputs) throws IOException {
        if (!event.isAboutAnotherRun()) {
            return Files.isDirectory(inputs.project())
                    ? LocalReports.failedTests(inputs.project(), inputs.reportGlobs())
                    : FailedTests.UNKNOWN;
        }
        if (github.isEmpty()) {
            return FailedTests.UNKNOWN;
        }
        try {
            FailedTests failed = failedRun(github.get(), inputs).failedTests();
            return failed.tests().isEmpty()
                    ? failed.remarkingAlso(
                            "Which tests failed in the run could not be found out; the reruns of the whole test"
                                    + " command stand alone")
                    : failed;
        } catch (IOException e) {
            return FailedTests.UNKNOWN.remarkingAlso(
                    GithubConnection.advice("Cannot read the failed run", "actions: read", e));
        }
    }

    private FailedRun failedRun(GithubConnection github, ReportInputs inputs) throws IOException {
        return new FailedRun(
                github.repository().getWorkflowRun(event.failedRun().getAsLong()), inputs.project());
    }

    /**
     * The result that the failed run left in its artifact, written below the folder; a stranger's word, of which only the
     * words of a report are taken.
     */
    public Optional<Path> resultOfFailedRun(ReportInputs inputs, Path folder) throws IOException {
        List<String> remarks = new ArrayList<>();
        Optional<GithubConnection> github = connect(inputs, remarks);
        if (github.isEmpty() || event.failedRun().isEmpty()) {
            remarks.forEach(this::warn);
            return Optional.empty();
        }
        try {
            return failedRun(github.get(), inputs).resultOf(inputs.artifact(), folder);
        } catch (IOException | GHException e) {
            warn(FailedRun.advice("Cannot read the artifact '%s' of the run".formatted(inputs.artifact()), e));
            return Optional.empty();
        }
    }

    private Optional<String> failedRunUrl() {
        return event.failedRun().isEmpty()
                ? Optional.empty()
                : runner.repository()
                        .map(name -> "%s/%s/actions/runs/%d"
                                .formatted(
                                        runner.serverUrl(),
                                        name,
                                        event.failedRun().getAsLong()));
    }

    private Optional<GithubConnection> connect(ReportInputs inputs, List<String> remarks) {
        if (inputs.token().isEmpty() || runner.repository().isEmpty()) {
            return Optional.empty();
        }
        if (!runner.isSafeForTokens()) {
            remarks.add("GITHUB_API_URL is not https, so the token was not sent to it");
            return Optional.empty();
        }
        String name = runner.repository().get();
        try {
            return Optional.of(
                    GithubConnection.open(runner, name, inputs.token().get(), pause, clock));
        } catch (IOException e) {
            warn(GithubConnection.advice("Cannot reach " + name, "contents: read", e));
            return Optional.empty();
        }
    }

    /** Puts a message on the page of the run. */
    public void warn(String message) {
        lines.accept(WorkflowCommand.warning("flaky-detector", message));
    }

    private void tellInFiles(Detection detection, CommentFacts facts, Path resultFile) throws IOException {
        files.output("severity", detection.severity().token());
        files.output("flaky-count", String.valueOf(count(detection, Verdict.FLAKY)));
        files.output("failing-count", String.valueOf(count(detection, Verdict.FAILING)));
        files.output("detection-id", detection.id());
        files.output("report-path", resultFile.toString());
        files.summary(PullRequestComment.summary(detection, facts));
        Annotations.of(detection).forEach(lines);
    }

    private static long count(Detection detection, Verdict verdict) {
        return detection.tests().stream()
                .filter(test -> !test.ignored() && test.verdict() == verdict)
                .count();
    }

    private Optional<String> comment(
            GithubConnection github, ReportInputs inputs, CommentFacts facts, Detection detection)
            throws InterruptedException {
        if (inputs.commenting() == ReportInputs.Commenting.NEVER) {
            return Optional.empty();
        }
        boolean begin =
                inputs.commenting() == ReportInputs.Commenting.ALWAYS || PullRequestComment.hasNews(detection, facts);
        return talk(github).put(begin, past -> PullRequestComment.render(detection, facts.withPast(past)));
    }

    private PullRequestTalk talk(GithubConnection github) {
        return new PullRequestTalk(github, event, lines, pause);
    }

    /** Says in an earlier comment that nothing fails any more; there is none to begin. */
    public void resolve(ReportInputs inputs) throws IOException, InterruptedException {
        List<String> remarks = new ArrayList<>();
        Optional<GithubConnection> github = connect(inputs, remarks);
        remarks.forEach(this::warn);
        Optional<String> comment = Optional.empty();
        if (github.isPresent() && event.head().isPresent() && inputs.commenting() != ReportInputs.Commenting.NEVER) {
            String sha = event.head().get().sha();
            comment = talk(github.get()).put(false, past -> PullRequestComment.resolved(sha, today().toString(), past));
        }
        files.output("severity", Severity.NONE.token());
        files.output("comment-url", comment.orElse(""));
    }
}
