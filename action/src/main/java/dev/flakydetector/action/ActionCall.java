package dev.flakydetector.action;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.github.ActionReport;
import dev.flakydetector.github.EarlierFailures;
import dev.flakydetector.github.ReportInputs;
import dev.flakydetector.github.ResultFile;
import dev.flakydetector.github.RunnerEnvironment;
import dev.flakydetector.github.UnusableResult;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.local.StorePlace;
import dev.flakydetector.local.Stores;
import dev.flakydetector.machine.ExitCode;
import dev.flakydetector.machine.Machine;
import dev.flakydetector.render.comment.ChatMessage;
import dev.flakydetector.render.comment.CommentFacts;
import dev.flakydetector.render.comment.PullRequestComment;
import dev.flakydetector.webhook.EnvironmentProxies;
import dev.flakydetector.webhook.Webhook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * One call of the Action, which makes two of them: the process that runs the tests never holds the token.
 *
 * @param rerunOnly whether to leave the result in files and tell nobody
 * @param resultFile of reruns done elsewhere, to be told instead of rerunning anything
 */
public record ActionCall(Machine machine, boolean rerunOnly, Optional<Path> resultFile) {

    static final String RESULT = "result.json";
    static final String PAGE = "report.html";

    /** @return the exit code */
    public int run() throws IOException, InterruptedException {
        RunnerEnvironment runner = new RunnerEnvironment(machine.environment());
        ActionReport report = ActionReport.of(
                runner, machine.out()::println, length -> Thread.sleep(length.toMillis()), machine.clock());
        ActionInputs inputs = new ActionInputs(machine);
        if (!inputs.problems().isEmpty()) {
            report.tellTrouble(inputs.problems());
            return machine.refuse(inputs.problems());
        }
        if (report.isAboutSuccess()) {
            if (!rerunOnly) {
                report.resolve(inputs.report());
            }
            return ExitCode.DONE.value();
        }
        Path folder = Files.createDirectories(resultFolder());
        if (resultFile.isPresent()) {
            return tell(report, resultFile.get(), inputs);
        }
        if (inputs.isCommentOnly() && rerunOnly) {
            return machine.refuse("input 'mode': with 'comment' there is nothing to rerun");
        }
        if (!inputs.isCommentOnly()) {
            Optional<Integer> trouble = rerun(report, inputs, folder);
            if (trouble.isPresent() || rerunOnly) {
                return trouble.orElse(ExitCode.DONE.value());
            }
        }
        return tell(report, inputs.isCommentOnly() ? fetched(report, inputs, folder) : folder.resolve(RESULT), inputs);
    }

    /** The result of the run that this is about; without one there is a message, and the file is not there. */
    private static Path fetched(ActionReport report, ActionInputs inputs, Path folder) throws IOException {
        Path fetched = Files.createDirectories(folder.resolve("fetched"));
        Optional<Path> found = report.resultOfFailedRun(inputs.report(), fetched);
        if (found.isEmpty()) {
            return folder.resolve(RESULT);
        }
        return Files.move(found.get(), fetched.resolve(RESULT), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path resultFolder() {
        return new RunnerEnvironment(machine.environment()).resultFolder(machine.temporaryFolder());
    }

    /** The exit code when there is no result to tell. */
    private Optional<Integer> rerun(ActionReport report, ActionInputs inputs, Path folder)
            throws IOException, InterruptedException {
        Optional<String> refusal = inputs.isInCloud() ? Optional.empty() : report.refusalToExecute();
        if (refusal.isPresent()) {
            report.tellTrouble(List.of(refusal.get()));
            return Optional.of(ExitCode.BAD_INPUT.value());
        }
        if (!inputs.isOnFailure()) {
            report.tellNothing(".flaky-detector.yml says auto_trigger_on_failure: false, so nothing was rerun.");
            return Optional.of(ExitCode.DONE.value());
        }
        ExitCode code = inputs.isInCloud()
                ? new ActionInCloud(machine, inputs, report).run(folder)
                : new ActionReruns(machine, inputs).run(folder);
        if (!Files.exists(folder.resolve(RESULT))) {
            if (!inputs.isInCloud()) {
                report.tellTrouble(List.of("The tests could not be run again; the step's log says why."));
            }
            return Optional.of(code.value());
        }
        report.output("report-path", folder.resolve(RESULT).toString());
        return Optional.empty();
    }

    private int tell(ActionReport report, Path file, ActionInputs inputs) throws IOException, InterruptedException {
        if (!Files.exists(file) && resultFile.isPresent()) {
            List<String> problem = List.of("input 'result': there is no file %s".formatted(file));
            report.tellTrouble(problem);
            return machine.refuse(problem);
        }
        if (!Files.exists(file)) {
            report.tellNothing("There is no result to tell: the run left no artifact '%s', so no test was rerun there."
                    .formatted(inputs.report().artifact()));
            return ExitCode.DONE.value();
        }
        try {
            Detection detection = ResultFile.read(file);
            ReportInputs how = inputs.report();
            CommentFacts facts = report.tell(detection, file, how, earlier(file, detection, inputs));
            tellChats(report, inputs, detection, facts);
            boolean loud = how.failOn().filter(detection.severity()::isAtLeast).isPresent();
            return (loud ? ExitCode.FINDING : ExitCode.DONE).value();
        } catch (UnusableResult e) {
            List<String> problem = List.of(String.valueOf(e.getMessage()));
            report.tellTrouble(problem);
            return machine.refuse(problem);
        }
    }

    /** What the reruns found out, else what the store here knows. */
    private EarlierFailures earlier(Path result, Detection detection, ActionInputs inputs) throws IOException {
        Optional<EarlierFailures> told = EarlierFailures.read(result.resolveSibling(EarlierFailures.FILE));
        StorePlace store = inputs.store(resultFolder());
        if (told.isPresent() || !Files.isDirectory(store.folder())) {
            return told.orElse(EarlierFailures.NONE);
        }
        try (RunHistory history = Stores.open(machine, store)) {
            return SeenBefore.in(history, detection);
        }
    }

    private void tellChats(ActionReport report, ActionInputs inputs, Detection detection, CommentFacts facts)
            throws InterruptedException {
        if (!PullRequestComment.hasNews(detection, facts)) {
            return;
        }
        Webhook webhook = new Webhook(new EnvironmentProxies(machine.environment()));
        if (inputs.slack().isPresent()) {
            webhook.post("Slack", inputs.slack().get(), ChatMessage.slack(detection, facts))
                    .ifPresent(report::warn);
        }
        if (inputs.discord().isPresent()) {
            webhook.post("Discord", inputs.discord().get(), ChatMessage.discord(detection, facts))
                    .ifPresent(report::warn);
        }
    }
}
