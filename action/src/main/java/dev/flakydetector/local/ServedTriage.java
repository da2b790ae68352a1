package dev.flakydetector.local;

import dev.flakydetector.api.Triage;
import dev.flakydetector.failure.TriageModel;
import dev.flakydetector.triage.TriageFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/** The triage model in a folder of this machine, read again when a training has put another in its place. */
public final class ServedTriage implements Triage {

    private final Path file;
    private FileTime writtenAt = FileTime.fromMillis(0);
    private @Nullable TriageModel model;

    public ServedTriage(Path folder) {
        this.file = folder.resolve(TriageFolder.MODEL);
    }

    @Override
    public synchronized Known known() {
        try {
            FileTime now = Files.getLastModifiedTime(file);
            if (model == null || !now.equals(writtenAt)) {
                model = TriageFolder.read(file);
                writtenAt = now;
            }
            return new Known.Ready(model);
        } catch (NoSuchFileException e) {
            return new Known.Nothing("make one with 'flaky triage train RECORDS --out %s', or name another folder with"
                            .formatted(file.getParent())
                    + " 'flaky serve --triage-model'");
        } catch (IOException e) {
            return new Known.Nothing("%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }
}
