package dev.flakydetector.scorer.registry;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder of this machine. A write is made beside the file and then moved over it; those that compare hold a lock. */
public final class FolderFiles implements ModelFiles {

    private static final String LOCK = ".lock";

    private final Path folder;

    public FolderFiles(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public Optional<Kept> find(String name) throws IOException {
        try {
            byte[] content = Files.readAllBytes(folder.resolve(name));
            return Optional.of(new Kept(content, Sha256.of(content)));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        }
    }

    @Override
    public void put(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Path parent = file.resolveSibling("");
        Files.createDirectories(parent);
        Path written = Files.createTempFile(parent, ".", ".new");
        try {
            Files.write(written, content);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    @Override
    public boolean replace(String name, byte[] content, Optional<String> seen) throws IOException {
        Files.createDirectories(folder);
        try (FileChannel channel =
                        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = locked(channel)) {
            if (!lock.isValid() || !find(name).map(Kept::version).equals(seen)) {
                return false;
            }
            put(name, content);
            return true;
        }
    }

    /** Waits for other processes, and for other threads of this one, which Java refuses rather than keeps waiting. */
    private static FileLock locked(FileChannel channel) throws IOException {
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException anotherThread) {
                Thread.onSpinWait();
            }
        }
    }

    @Override
    public List<String> foldersWith(String file) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(path -> Files.isRegularFile(path.resolve(file)))
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Override
    public String location(String name) {
        return folder.resolve(name).toString();
    }
}
