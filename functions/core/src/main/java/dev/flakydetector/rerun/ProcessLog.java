package dev.flakydetector.rerun;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One stream of a child process, written to disk as it comes. Memory holds a buffer only, and the disk at most
 * {@link #MOST_BYTES}; what comes after that is counted and dropped.
 */
final class ProcessLog {

    static final long MOST_BYTES = 256L << 20;

    private static final int BUFFER = 16 << 10;
    /** A pipe that a process outside our reach keeps open is given up after this. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final Path file;
    private final Thread pump;
    private final AtomicLong bytes = new AtomicLong();
    private volatile String trouble = "";

    private ProcessLog(InputStream from, Path file) {
        this.file = file;
        this.pump = new Thread(() -> copy(from), "pump-" + file.getFileName());
        this.pump.setDaemon(true);
    }

    static ProcessLog pump(InputStream from, Path file) {
        ProcessLog log = new ProcessLog(from, file);
        log.pump.start();
        return log;
    }

    private void copy(InputStream from) {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = from;
                OutputStream out = Files.newOutputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                keep(out, buffer, read);
                bytes.addAndGet(read);
            }
        } catch (IOException e) {
            // The child must not block on a full pipe, so the rest is lost knowingly.
            trouble = String.valueOf(e.getMessage());
        }
    }

    private void keep(OutputStream out, byte[] buffer, int read) throws IOException {
        long room = MOST_BYTES - bytes.get();
        if (room > 0) {
            out.write(buffer, 0, (int) Math.min(room, read));
        }
    }

    /** Waits for the last of it, once its process is dead. */
    void finish() throws InterruptedException {
        pump.join(LAST_WORDS.toMillis());
    }

    Path file() {
        return file;
    }

    /** Why the log is not whole; empty when it is. */
    String trouble() {
        if (!trouble.isEmpty()) {
            return "its output could not be written to %s: %s".formatted(file, trouble);
        }
        return bytes.get() > MOST_BYTES
                ? "it printed %d MB; the log holds the first %d".formatted(bytes.get() >> 20, MOST_BYTES >> 20)
                : "";
    }

    /** The log as text if it fits, else its beginning and its end with a line between that says how much is left out. */
    String excerpt(int most) {
        try {
            long size = Files.exists(file) ? Files.size(file) : 0;
            if (size <= most) {
                return text(0, (int) size);
            }
            int head = most / 4;
            int tail = most - head;
            return text(0, head) + "\n… %d bytes left out …\n".formatted(size - most) + text(size - tail, tail);
        } catch (IOException e) {
            return "(the output cannot be read back: %s)".formatted(e.getMessage());
        }
    }

    /** Bytes that are no UTF-8 become the replacement character. */
    private String text(long from, int length) throws IOException {
        if (length == 0) {
            return "";
        }
        byte[] part = new byte[length];
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(from);
            in.readFully(part);
        }
        return new String(part, StandardCharsets.UTF_8);
    }

    boolean isLongerThan(int most) {
        return bytes.get() > most;
    }
}
