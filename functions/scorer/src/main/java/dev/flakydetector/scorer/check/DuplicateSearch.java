package dev.flakydetector.scorer.check;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * Finds the fingerprints that came before, in a file of any length. A million wait in memory (24 MB); when there are more
 * they go to disk, 24 bytes each, in {@link FingerprintParts#COUNT} parts that are searched one after the other. A
 * thousand million rows so need 24 GB of disk and 130 MB of memory.
 */
final class DuplicateSearch implements AutoCloseable {

    /** Is told of a row that was there before, and of the first one like it. */
    interface Listener {
        void repeated(long row, long firstRow);
    }

    static final int IN_MEMORY = 1 << 20;

    private final int inMemory;
    private final FingerprintParts parts;
    private long[] waiting = new long[FingerprintParts.LONGS << 12];
    private int count;

    DuplicateSearch(Path temporaryFolder, int inMemory) {
        this.inMemory = inMemory;
        this.parts = new FingerprintParts(temporaryFolder);
    }

    /** Rows come in order. */
    void add(RowFingerprint fingerprint, long row) {
        if (count == inMemory) {
            spill();
        }
        int at = count * FingerprintParts.LONGS;
        if (at == waiting.length) {
            waiting = Arrays.copyOf(waiting, Math.min(waiting.length * 2, inMemory * FingerprintParts.LONGS));
        }
        waiting[at] = fingerprint.high();
        waiting[at + 1] = fingerprint.low();
        waiting[at + 2] = row;
        count++;
    }

    private void spill() {
        for (int i = 0; i < count; i++) {
            int at = i * FingerprintParts.LONGS;
            parts.add(waiting[at], waiting[at + 1], waiting[at + 2]);
        }
        count = 0;
    }

    /** To be called once all rows are in. */
    void search(Listener listener) {
        if (parts.isEmpty()) {
            search(waiting, count, listener);
            return;
        }
        spill();
        waiting = new long[0];
        for (int part = 0; part < FingerprintParts.COUNT; part++) {
            long[] read = parts.read(part);
            search(read, read.length / FingerprintParts.LONGS, listener);
        }
    }

    private static void search(long[] fingerprints, int count, Listener listener) {
        int slots = Integer.highestOneBit(Math.max(4, count)) * 4;
        int[] table = new int[slots];
        for (int i = 0; i < count; i++) {
            int at = i * FingerprintParts.LONGS;
            int slot = (int) fingerprints[at + 1] & (slots - 1);
            while (table[slot] != 0 && !same(fingerprints, at, (table[slot] - 1) * FingerprintParts.LONGS)) {
                slot = (slot + 1) & (slots - 1);
            }
            if (table[slot] == 0) {
                table[slot] = i + 1;
            } else {
                listener.repeated(fingerprints[at + 2], fingerprints[(table[slot] - 1) * FingerprintParts.LONGS + 2]);
            }
        }
    }

    private static boolean same(long[] fingerprints, int a, int b) {
        return fingerprints[a] == fingerprints[b] && fingerprints[a + 1] == fingerprints[b + 1];
    }

    @Override
    public void close() {
        parts.close();
    }
}
