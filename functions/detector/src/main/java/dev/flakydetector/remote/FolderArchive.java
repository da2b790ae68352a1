package dev.flakydetector.remote;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** Files and folders packed as a compressed tar, with their rights, times and symbolic links. */
public final class FolderArchive {

    private static final int FAST = 3;
    private static final int RIGHTS = 0777;

    private final long most;

    /** @param most bytes of files, unpacked; an archive with more is neither made nor unpacked */
    public FolderArchive(long most) {
        this.most = most;
    }

    /** Packs these children of the root, those that exist. Sockets and pipes are left out. */
    public void pack(Path root, List<String> names, Path archive) throws IOException {
        GzipParameters parameters = new GzipParameters();
        parameters.setCompressionLevel(FAST);
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(archive));
                GzipCompressorOutputStream gzip = new GzipCompressorOutputStream(file, parameters);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            Packing packing = new Packing(root, tar);
            for (String name : names) {
                Path start = root.resolve(name);
                if (Files.exists(start, LinkOption.NOFOLLOW_LINKS)) {
                    Files.walkFileTree(start, packing);
                }
            }
        }
    }

    /**
     * Unpacks below the root.
     *
     * @throws IOException also when an entry leads out of the root; what came before it is there then
     */
    public void unpack(Path archive, Path root) throws IOException {
        Deque<Folder> folders = new ArrayDeque<>();
        long total = 0;
        Path real = Files.createDirectories(root).toRealPath();
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                TarArchiveInputStream tar = new TarArchiveInputStream(new GzipCompressorInputStream(file), "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = targetOf(entry, real);
                total += entry.isFile() ? entry.getSize() : 0;
                requireWithin(total);
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    folders.push(new Folder(target, entry));
                } else if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else if (entry.isFile()) {
                    Files.copy(tar, target);
                    Files.setPosixFilePermissions(target, rights(entry.getMode()));
                    Files.setLastModifiedTime(target, entry.getLastModifiedTime());
                }
            }
        }
        // Last and innermost first: a folder without the right to write takes no more files, and files change its time.
        for (Folder folder : folders) {
            Files.setPosixFilePermissions(folder.path(), rights(folder.entry().getMode()));
            Files.setLastModifiedTime(folder.path(), folder.entry().getLastModifiedTime());
        }
    }

    private record Folder(Path path, TarArchiveEntry entry) {}

    private static Path targetOf(TarArchiveEntry entry, Path root) throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        Path parent = target.getParent();
        if (!target.startsWith(root) || target.equals(root) || parent == null) {
            throw new IOException("The entry '%s' leads out of the archive".formatted(entry.getName()));
        }
        Files.createDirectories(parent);
        if (!parent.toRealPath().startsWith(root)) {
            throw new IOException("The entry '%s' leads out of the archive by a link".formatted(entry.getName()));
        }
        return target;
    }

    private void requireWithin(long total) throws IOException {
        if (total > most) {
            throw new IOException("The files are larger than %d MiB together".formatted(most >> 20));
        }
    }

    private static Set<PosixFilePermission> rights(int mode) {
        // In the order of the bits, highest first: owner, group and others, each read, write and execute.
        PosixFilePermission[] all = PosixFilePermission.values();
        Set<PosixFilePermission> rights = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < all.length; i++) {
            if ((mode >> (all.length - 1 - i) & 1) == 1) {
                rights.add(all[i]);
            }
        }
        return rights;
    }

    private static int mode(Set<PosixFilePermission> rights) {
        int mode = 0;
        for (PosixFilePermission right : PosixFilePermission.values()) {
            mode = mode << 1 | (rights.contains(right) ? 1 : 0);
        }
        return mode & RIGHTS;
    }

    private final class Packing extends SimpleFileVisitor<Path> {

        private final Path root;
        private final TarArchiveOutputStream tar;
        private long total;

        private Packing(Path root, TarArchiveOutputStream tar) {
            this.root = root;
            this.tar = tar;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            TarArchiveEntry entry = new TarArchiveEntry(root.relativize(folder) + "/");
            entry.setMode(mode(Files.getPosixFilePermissions(folder)));
            put(entry, attributes.lastModifiedTime());
            tar.closeArchiveEntry();
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            String name = root.relativize(file).toString();
            if (attributes.isSymbolicLink()) {
                TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
                entry.setLinkName(Files.readSymbolicLink(file).toString());
                put(entry, attributes.lastModifiedTime());
                tar.closeArchiveEntry();
            } else if (attributes.isRegularFile()) {
                total += attributes.size();
                requireWithin(total);
                TarArchiveEntry entry = new TarArchiveEntry(name);
                entry.setMode(mode(Files.getPosixFilePermissions(file)));
                entry.setSize(attributes.size());
                put(entry, attributes.lastModifiedTime());
                Files.copy(file, tar);
                tar.closeArchiveEntry();
            }
            return FileVisitResult.CONTINUE;
        }

        private void put(TarArchiveEntry entry, FileTime modified) throws IOException {
            entry.setLastModifiedTime(modified);
            tar.putArchiveEntry(entry);
        }
    }
}
