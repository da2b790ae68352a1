package dev.flakydetector.adapter;

import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.TestCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A project made for a test, with what an adapter is given to prepare and launch it. */
public final class TemporaryProject {

    /** Has every program, none of which a test can run. */
    public static final Toolchain MACHINE = program -> Optional.of(Path.of("/machine", program));

    private final Path folder;
    private final SupportFiles support;

    public TemporaryProject(Path folder) {
        this.folder = folder;
        this.support = new SupportFiles(beside("support"));
    }

    public Path folder() {
        return folder;
    }

    /** A path that only this project's name begins, outside of it. */
    public Path beside(String name) {
        return folder.resolveSibling(folder.getFileName() + "-" + name);
    }

    public TemporaryProject file(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<SetupStep> setup(FrameworkAdapter adapter, String command) {
        return adapter.setup(
                new SetupSetting(folder, beside("tools"), TestCommand.parse(command), MACHINE, true, beside("home")));
    }

    public Launch launch(FrameworkAdapter adapter, String command, Attempt attempt) {
        return launch(adapter, command, attempt, MACHINE);
    }

    public Launch launch(FrameworkAdapter adapter, String command, Attempt attempt, Toolchain toolchain) {
        return adapter.launch(new LaunchSetting(
                folder,
                beside("scratch"),
                beside("tools"),
                TestCommand.parse(command),
                attempt,
                toolchain,
                support,
                beside("home")));
    }
}
