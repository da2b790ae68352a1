package dev.flakydetector.adapter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Our own small files that test tools load, such as a plugin that shuffles; unpacked from the class path on first use. */
public final class SupportFiles {

    private final Path folder;
    private final Map<String, Path> unpacked = new ConcurrentHashMap<>();

    /** Unpacks below this folder, which must be outside every workspace. */
    public SupportFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * The file on disk.
     *
     * @param resource its path below {@code /dev/flakydetector/adapter/}, kept below the folder
     */
    public Path file(String resource) {
        return unpacked.computeIfAbsent(resource, this::unpack);
    }

    private Path unpack(String resource) {
        Path target = folder.resolve(resource);
        try (InputStream in = SupportFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("No support file " + resource);
            }
            Files.createDirectories(target.toAbsolutePath().getParent());
            Files.copy(in, target);
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack %s to %s".formatted(resource, target), e);
        }
    }
}
