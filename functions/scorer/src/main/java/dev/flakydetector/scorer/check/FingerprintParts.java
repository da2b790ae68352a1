package dev.flakydetector.scorer.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Fingerprints on disk, parted by their first bits so that equal ones meet; the files go when the process does. */
final class FingerprintParts implements AutoCloseable {

    static final int COUNT = 256;

    /** The two halves of a fingerprint, and its row. */
    static final int LONGS = 3;

    private static final int BUFFER = LONGS * Long.BYTES * 1_024;

    private final Path folder;
    private final List<FileChannel> files = new ArrayList<>();
    private final List<ByteBuffer> buffers = new ArrayList<>();

    FingerprintParts(Path folder) {
        this.folder = folder;
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    void add(long high, long low, long row) {
        if (files.isEmpty()) {
            open();
        }
        int part = (int) (high >>> 56);
        ByteBuffer buffer = buffers.get(part);
        buffer.putLong(high).putLong(low).putLong(row);
        if (!buffer.hasRemaining()) {
            write(part);
        }
    }

    private void open() {
        try {
            for (int i = 0; i < COUNT; i++) {
                Path file = Files.createTempFile(folder, "flaky-rows-", ".part");
                files.add(FileChannel.open(
                        file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
                buffers.add(ByteBuffer.allocate(BUFFER));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep row fingerprints in " + folder, e);
        }
    }

    private void write(int part) {
        try {
            ByteBuffer buffer = buffers.get(part).flip();
            while (buffer.hasRemaining()) {
                files.get(part).write(buffer);
            }
            buffer.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot keep row fingerprints in %s: is its disk full? Set TMPDIR to a larger one"
                            .formatted(folder),
                    e);
        }
    }

    /** All of one part, in the order of their rows. */
    long[] read(int part) {
        write(part);
        try {
            FileChannel file = files.get(part);
            file.position(0);
            long[] read = new long[Math.toIntExact(file.size() / Long.BYTES)];
            ByteBuffer buffer = buffers.get(part).clear();
            int at = 0;
            while (file.read(buffer) >= 0 || buffer.position() > 0) {
                buffer.flip();
                while (buffer.remaining() >= Long.BYTES) {
                    read[at++] = buffer.getLong();
                }
                buffer.compact();
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read row fingerprints back from " + folder, e);
        }
    }

    @Override
    public void close() {
        try {
            for (FileChannel file : files) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove row fingerprints from " + folder, e);
        }
        files.clear();
    }
}
