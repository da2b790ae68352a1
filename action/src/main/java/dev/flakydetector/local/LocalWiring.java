package dev.flakydetector.local;

import dev.flakydetector.adapter.PathToolchain;
import dev.flakydetector.adapter.Toolchain;
import dev.flakydetector.adapter.choice.FrameworkAdapters;
import dev.flakydetector.adapter.choice.FrameworkChoice;
import dev.flakydetector.checkout.WorkspaceCopy;
import dev.flakydetector.machine.Interruption;
import dev.flakydetector.machine.Machine;
import dev.flakydetector.pipeline.Preparation;
import dev.flakydetector.pipeline.ProjectPreparation;
import dev.flakydetector.pipeline.Workbench;
import dev.flakydetector.rerun.AttemptRunner;
import dev.flakydetector.rerun.HostEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Puts the local engine together for one detection, and takes away what it leaves. */
public final class LocalWiring implements AutoCloseable {

    private final Machine machine;
    private final Workbench workbench;
    private final WorkspaceCopy copies;
    private final Toolchain toolchain;
    private final HostEnvironment host;
    private final String mark;
    private final Path logs;
    private final Interruption interruption = Interruption.of(Thread.currentThread());
    private boolean keepWorkbench;

    private LocalWiring(Machine machine, Workbench workbench, String detectionId, Path logs) {
        this.machine = machine;
        this.workbench = workbench;
        this.toolchain = new PathToolchain(machine.environment());
        this.copies = new WorkspaceCopy(toolchain.find("cp"));
        this.host = new HostEnvironment(machine.environment(), machine.userHome());
        this.mark = detectionId + "-" + ProcessHandle.current().pid();
        this.logs = logs;
    }

    public static LocalWiring open(Machine machine, StorePlace store, String detectionId) throws IOException {
        Workbench workbench = Workbench.create(machine.temporaryFolder(), detectionId);
        Path logs = store.isNone()
                ? workbench.root().resolve("logs")
                : store.folder().resolve("logs").resolve(detectionId);
        return new LocalWiring(machine, workbench, detectionId, logs);
    }

    ProjectPreparation preparation(Consumer<String> steps) {
        return new ProjectPreparation(
                new FrameworkChoice(FrameworkAdapters.all()),
                toolchain,
                host,
                workbench,
                machine.workingFolder(),
                mark,
                steps);
    }

    AttemptRunner runner(Preparation.Ready ready) {
        keepWorkbench = ready.request().setup().keepWorkspaces();
        return new AttemptRunner(
                ready.request(), ready.project(), host, copies, workbench.root().resolve("attempts"), logs, mark);
    }

    /** Whether the user asked to stop; see {@link Interruption#happened}. */
    boolean interrupted() {
        return interruption.happened();
    }

    /** Cleans up, also after Ctrl-C: the process is let go last of all. */
    @Override
    public void close() throws IOException {
        try {
            if (keepWorkbench) {
                machine.err().println("flaky: the workspaces are kept in " + workbench.root());
            } else {
                copies.delete(workbench.root());
            }
        } finally {
            interruption.close();
        }
    }
}
