package dev.flakydetector.history.dynamo;

import dev.flakydetector.history.HistoryUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Large objects as files of a folder, for a table that is used from one machine. */
public final class FolderLargeObjects implements LargeObjects {

    private final Path folder;

    public FolderLargeObjects(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public void put(String key, byte[] bytes) {
        Path file = fileOf(key);
        try {
            Files.createDirectories(file.getParent());
            Path half = Files.createTempFile(file.getParent(), "half", ".tmp");
            Files.write(half, bytes);
            // In one step, so that nobody ever reads half of it.
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new HistoryUnavailable(
                    "Cannot write the large object %s: %s. See that the disk has room and the folder may be written."
                            .formatted(file, e),
                    e);
        }
    }

    @Override
    public Optional<byte[]> get(String key) {
        Path file = fileOf(key);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new HistoryUnavailable("Cannot read the large object %s: %s".formatted(file, e), e);
        }
    }

    private Path fileOf(String key) {
        Path file = folder.resolve(key).normalize();
        if (!file.startsWith(folder) || file.equals(folder)) {
            throw new IllegalArgumentException("The key '%s' leads out of the folder of large objects".formatted(key));
        }
        return file;
    }
}
