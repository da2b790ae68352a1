package dev.flakydetector.action;

import dev.flakydetector.cloud.CloudDetections;
import dev.flakydetector.cloud.CloudHistory;
import dev.flakydetector.cloud.CloudOutcome;
import dev.flakydetector.cloud.CloudRequest;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.github.ActionReport;
import dev.flakydetector.github.EarlierFailures;
import dev.flakydetector.github.ResultFile;
import dev.flakydetector.github.UnusableResult;
import dev.flakydetector.local.ReportForm;
import dev.flakydetector.local.ReportTarget;
import dev.flakydetector.local.ReportWriter;
import dev.flakydetector.machine.ExitCode;
import dev.flakydetector.machine.Interruption;
import dev.flakydetector.machine.Machine;
import dev.flakydetector.pipeline.RequestDraft;
import dev.flakydetector.render.Replay;
import dev.flakydetector.webhook.EnvironmentProxies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The reruns of the Action in the user's own AWS account: nothing is executed here. */
final class ActionInCloud {

    private final Machine machine;
    private final ActionInputs inputs;
    private final ActionReport report;

    ActionInCloud(Machine machine, ActionInputs inputs, ActionReport report) {
        this.machine = machine;
        this.inputs = inputs;
        this.report = report;
    }

    /** Leaves the result as JSON and as a page in the folder, unless there is none; then it says why. */
    ExitCode run(Path folder) throws IOException {
        Path result = folder.resolve(ActionCall.RESULT);
        Files.deleteIfExists(result);
        Files.deleteIfExists(folder.resolve(EarlierFailures.FILE));
        CloudInputs cloud = inputs.cloud().orElseThrow();
        Optional<RequestDraft> draft = draft(cloud);
        if (draft.isEmpty()) {
            return refuse(List.of(
                    "The event does not say which commit of which repository to look at; was the fork deleted?"));
        }
        CloudRequest request = CloudRequest.of(draft.get(), report.attemptOfThisRun());
        Interruption interruption = Interruption.of(Thread.currentThread());
        try {
            return keep(detections(cloud).run(request, cloud.within()), result, cloud);
        } catch (InterruptedException e) {
            return ExitCode.INTERRUPTED;
        } finally {
            interruption.close();
        }
    }

    private CloudDetections detections(CloudInputs cloud) {
        return CloudDetections.at(
                cloud.endpoint(),
                machine.environment(),
                new EnvironmentProxies(machine.environment()),
                length -> Thread.sleep(length.toMillis()),
                machine.clock(),
                line -> machine.err().println("flaky: " + line.replaceAll("\\R", " ")));
    }

    private Optional<RequestDraft> draft(CloudInputs cloud) {
        return report.testedCode()
                .flatMap(code -> cloud.repository()
                        .or(code::cloneUrl)
                        .map(repository -> inputs.draft().of(repository, code.commit())));
    }

    private ExitCode keep(CloudOutcome outcome, Path result, CloudInputs cloud)
            throws IOException, InterruptedException {
        if (outcome instanceof CloudOutcome.Refused refused) {
            refuse(refused.messages());
            return refused.isInputAtFault() ? ExitCode.BAD_INPUT : ExitCode.NOT_RUN;
        }
        if (outcome instanceof CloudOutcome.Reported reported) {
            reported.remarks().forEach(report::warn);
            Files.writeString(result, reported.json());
            return tellMore(result, cloud);
        }
        throw new IllegalStateException("Unknown kind of outcome: " + outcome);
    }

    private ExitCode tellMore(Path result, CloudInputs cloud) throws IOException, InterruptedException {
        try {
            Detection detection = ResultFile.read(result);
            ReportWriter.write(
                    detection,
                    none -> {},
                    Replay.FROM_REQUEST,
                    new ReportTarget(ReportForm.HTML, Optional.of(result.resolveSibling(ActionCall.PAGE))),
                    machine);
            SeenBefore.in(history(cloud), repositories(detection), detection)
                    .write(result.resolveSibling(EarlierFailures.FILE));
            return ExitCode.DONE;
        } catch (UnusableResult e) {
            Files.delete(result);
            return refuse(List.of("The API gave a report that this version cannot read: %s".formatted(e.getMessage())));
        }
    }

    private CloudHistory history(CloudInputs cloud) {
        return CloudHistory.at(
                cloud.endpoint(),
                machine.environment(),
                new EnvironmentProxies(machine.environment()),
                machine.clock());
    }

    /** A fork's tests were mostly seen in the repository that it is a fork of. */
    private List<String> repositories(Detection detection) {
        Set<String> repositories =
                new LinkedHashSet<>(List.of(detection.request().repository()));
        report.ownRepository().ifPresent(repositories::add);
        return List.copyOf(repositories);
    }

    private ExitCode refuse(List<String> messages) throws IOException {
        report.tellTrouble(messages);
        machine.refuse(messages);
        return ExitCode.NOT_RUN;
    }
}
