package dev.flakydetector.handler;

import dev.flakydetector.adapter.PathToolchain;
import dev.flakydetector.adapter.Toolchain;
import dev.flakydetector.adapter.choice.FrameworkAdapters;
import dev.flakydetector.adapter.choice.FrameworkChoice;
import dev.flakydetector.checkout.WorkspaceCopy;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.pipeline.ProjectSetup;
import dev.flakydetector.pipeline.Workbench;
import dev.flakydetector.remote.FolderArchive;
import dev.flakydetector.remote.PresignedUrls;
import dev.flakydetector.rerun.AttemptRunner;
import dev.flakydetector.rerun.HostEnvironment;
import dev.flakydetector.rerun.PreparedProject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker's workbench for one call, empty at its start and gone at its end. */
final class WorkerPlace implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerPlace.class);

    private final FolderArchive archives = new FolderArchive(WorkerFolder.MOST_BYTES);
    private final Path folder;
    private final Workbench workbench;
    private final Toolchain toolchain;
    private final WorkspaceCopy copies;
    private final HostEnvironment host;
    private final String mark;

    private WorkerPlace(Path folder, String detectionId, Map<String, String> environment) throws IOException {
        this.folder = folder;
        this.workbench = new Workbench(folder.resolve("bench"));
        this.toolchain = new PathToolchain(environment);
        this.copies = new WorkspaceCopy(toolchain.find("cp"));
        this.host = new HostEnvironment(
                environment, Files.createDirectories(workbench.root().resolve(WorkerFolder.HOME)));
        this.mark = detectionId + "-" + ProcessHandle.current().pid();
    }

    /** @param folder the same for all workers of a detection */
    static WorkerPlace open(Path folder, String detectionId, Map<String, String> environment) throws IOException {
        new WorkspaceCopy(Optional.empty()).delete(folder);
        Files.createDirectories(folder);
        return new WorkerPlace(folder.toRealPath(), detectionId, environment);
    }

    Path root() {
        return workbench.root();
    }

    /** A file that is neither packed nor seen as part of the project. */
    Path file(String name) {
        return folder.resolve(name);
    }

    void unpack(PresignedUrls urls, URI archive) throws IOException, InterruptedException {
        Path packed = file("received.tar.gz");
        urls.download(archive, packed);
        archives.unpack(packed, workbench.root());
        Files.delete(packed);
    }

    Path packPrepared() throws IOException {
        Path packed = file("prepared.tar.gz");
        archives.pack(workbench.root(), WorkerFolder.PREPARED, packed);
        return packed;
    }

    ProjectSetup setup(String detectionId) {
        return new ProjectSetup(
                new FrameworkChoice(FrameworkAdapters.all()),
                toolchain,
                host,
                workbench,
                mark,
                step -> LOG.info("detection {}: {}", detectionId, step));
    }

    /** A runner of attempts of a detection whose framework and command are chosen. */
    AttemptRunner runner(Detection detection, DetectionRequest request) {
        PreparedProject project = setup(detection.id())
                .project(
                        FrameworkAdapters.of(detection.framework().orElseThrow()),
                        detection.testCommand().orElseThrow());
        return new AttemptRunner(
                request,
                project,
                host,
                copies,
                workbench.root().resolve("attempts"),
                workbench.root().resolve("logs"),
                mark);
    }

    @Override
    public void close() throws IOException {
        copies.delete(folder);
    }
}
