package dev.flakydetector.github;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The zip of an artifact that a stranger may have filled. Its entries are written under names of our own, so none can
 * reach out of the folder; how many and how large they may be is bounded.
 */
final class ReportArchive {

    private static final int MOST_ENTRIES = 20_000;
    private static final int MOST_FILES = 2_000;
    private static final long MOST_BYTES_EACH = 32L << 20;
    private static final long MOST_BYTES = 256L << 20;
    private static final int BUFFER = 1 << 16;

    private ReportArchive() {}

    /** Writes what may be a report into the folder. */
    static List<Path> unpack(InputStream zip, Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        ZipInputStream entries = new ZipInputStream(zip);
        long left = MOST_BYTES;
        int seen = 0;
        for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
            if (++seen > MOST_ENTRIES || files.size() == MOST_FILES) {
                throw new IOException("it holds more than %d files".formatted(MOST_FILES));
            }
            String extension = extension(entry.getName());
            if (entry.isDirectory() || extension.isEmpty()) {
                continue;
            }
            Path file = folder.resolve("report-%05d%s".formatted(files.size(), extension));
            left -= copy(entries, file, Math.min(MOST_BYTES_EACH, left));
            files.add(file);
        }
        return files;
    }

    private static String extension(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return List.of(".xml", ".json", ".jsonl").stream()
                .filter(lower::endsWith)
                .findFirst()
                .orElse("");
    }

    private static long copy(InputStream from, Path file, long most) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long copied = 0;
        try (OutputStream to = Files.newOutputStream(file)) {
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                copied += read;
                if (copied > most) {
                    throw new IOException("a file in it is larger than %d bytes, or all together are".formatted(most));
                }
                to.write(buffer, 0, read);
            }
        }
        return copied;
    }
}
