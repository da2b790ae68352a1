package dev.flakydetector.action;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.github.EarlierFailures;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.local.LocalDetection;
import dev.flakydetector.local.ReportForm;
import dev.flakydetector.local.ReportTarget;
import dev.flakydetector.local.ReportWriter;
import dev.flakydetector.local.StorePlace;
import dev.flakydetector.local.Stores;
import dev.flakydetector.machine.ExitCode;
import dev.flakydetector.machine.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The reruns of the Action on its own runner: the same local detection as {@code flaky detect}, told in files. */
final class ActionReruns {

    private final Machine machine;
    private final ActionInputs inputs;

    ActionReruns(Machine machine, ActionInputs inputs) {
        this.machine = machine;
        this.inputs = inputs;
    }

    /** Leaves the result as JSON and as a page in the folder, unless the tests could not be run at all. */
    ExitCode run(Path folder) throws IOException, InterruptedException {
        Path result = folder.resolve(ActionCall.RESULT);
        Files.deleteIfExists(result);
        Files.deleteIfExists(folder.resolve(EarlierFailures.FILE));
        StorePlace store = inputs.store(folder);
        LocalDetection detection = new LocalDetection(
                machine, store, new ReportTarget(ReportForm.JSON, Optional.of(result)), Optional.empty());
        // Whatever the tests and tools print from here on is text, not a command to the runner.
        String end = "flaky-" + Long.toHexString(machine.chance().nextLong())
                + Long.toHexString(machine.chance().nextLong());
        machine.out().println("::stop-commands::" + end);
        try {
            ExitCode code = detection.start(inputs.draft());
            if (detection.finished().isPresent()) {
                tellMore(detection.finished().get(), store, folder);
            }
            return code;
        } finally {
            machine.err().flush();
            machine.out().println("::" + end + "::");
        }
    }

    private void tellMore(Detection detection, StorePlace store, Path folder) throws IOException {
        try (RunHistory history = Stores.open(machine, store)) {
            SeenBefore.in(history, detection).write(folder.resolve(EarlierFailures.FILE));
            ReportWriter.write(
                    detection,
                    history,
                    new ReportTarget(ReportForm.HTML, Optional.of(folder.resolve(ActionCall.PAGE))),
                    machine);
        }
    }
}
