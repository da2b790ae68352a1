package dev.flakydetector.checkout;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Copies a prepared workspace for an attempt, and removes it afterwards. Blocks are shared where the file system can
 * share them until they are written to; hard links are never made, since a write through one would reach all.
 */
public final class WorkspaceCopy {

    /** Empty once it turned out to know less than it should. */
    private volatile Optional<Path> cp;

    /**
     * Copies by a cp with the options of GNU's, which knows every trick of the file system.
     *
     * @param cp the program; where it is empty, or another cp, files are copied in Java
     */
    public WorkspaceCopy(Optional<Path> cp) {
        this.cp = cp;
    }

    /**
     * Copies a folder with its times, rights and links.
     *
     * @param to must not exist yet
     */
    public void copy(Path from, Path to) throws IOException, InterruptedException {
        Optional<Path> program = cp;
        if (program.isPresent()) {
            String trouble = copyByProgram(program.get(), from, to);
            if (trouble.isEmpty()) {
                return;
            }
            if (!speaksOfOptions(trouble) || Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException(trouble);
            }
            cp = Optional.empty();
        }
        Files.walkFileTree(from, new Copying(from, to));
    }

    /** Every other cp calls the long option unknown before it copies anything. */
    private static boolean speaksOfOptions(String trouble) {
        return trouble.contains("option") || trouble.contains("usage");
    }

    /** What it had to say about the first thing that went wrong; empty when nothing did. */
    private static String copyByProgram(Path cp, Path from, Path to) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        List.of(cp.toString(), "-a", "--reflink=auto", from.toString(), to.toString()))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = process.inputReader()) {
            String first = lines.readLine();
            // To the end: cp says a line for each file that it cannot copy, and would wait for a reader.
            lines.transferTo(Writer.nullWriter());
            boolean done = process.waitFor() == 0;
            return done ? "" : first == null ? "cp failed" : first;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** Removes a folder and all below it, also what was made unwritable; links are removed, never followed. */
    public void delete(Path folder) throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.walkFileTree(folder, new Deleting());
        }
    }

    private static final class Copying extends SimpleFileVisitor<Path> {

        private final Path from;
        private final Path to;

        private Copying(Path from, Path to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            Files.copy(directory, to.resolve(from.relativize(directory)), StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.copy(
                    file,
                    to.resolve(from.relativize(file)),
                    LinkOption.NOFOLLOW_LINKS,
                    StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            FileTime modified = Files.getLastModifiedTime(directory);
            Files.setLastModifiedTime(to.resolve(from.relativize(directory)), modified);
            return FileVisitResult.CONTINUE;
        }
    }

    private static final class Deleting extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            if (!Files.isWritable(directory)) {
                open(directory);
            }
            return FileVisitResult.CONTINUE;
        }

        /** A test may have taken away the right to look into a folder or to delete from it. */
        private static void open(Path directory) throws IOException {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            if (failure instanceof AccessDeniedException && Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                open(file);
                Files.walkFileTree(file, this);
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
