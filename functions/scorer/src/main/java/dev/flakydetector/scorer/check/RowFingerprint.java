package dev.flakydetector.scorer.check;

import dev.flakydetector.scorer.table.Row;

/**
 * 128 bits that stand for some fields of a row, after the manner of MurmurHash3 (Appleby 2011). Among a thousand million
 * rows, two that differ share a fingerprint with a probability below 1 in 10^20.
 */
final class RowFingerprint {

    private static final long FIRST = 0x87c37b91114253d5L;
    private static final long SECOND = 0x4cf5ad432745937fL;
    private static final int CHARACTERS_IN_A_WORD = 4;
    private static final int FIELD_END = 0xfdd0;

    private long high;
    private long low;
    private long word;
    private int filled;
    private long length;

    /** Takes every field of the row. */
    void ofAll(Row row) {
        begin();
        for (int i = 0; i < row.size(); i++) {
            add(row.field(i));
        }
        end();
    }

    /** Takes these columns of the row. */
    void of(Row row, int[] columns) {
        begin();
        for (int column : columns) {
            add(row.field(column));
        }
        end();
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    private void begin() {
        high = 0;
        low = 0;
        word = 0;
        filled = 0;
        length = 0;
    }

    private void add(String field) {
        for (int i = 0; i < field.length(); i++) {
            add(field.charAt(i));
        }
        add(FIELD_END);
    }

    private void add(int character) {
        word = word << 16 | character;
        length++;
        if (++filled == CHARACTERS_IN_A_WORD) {
            mix();
        }
    }

    private void mix() {
        high = (Long.rotateLeft(high ^ Long.rotateLeft(word * FIRST, 31) * SECOND, 27) + low) * 5 + 0x52dce729L;
        low = (Long.rotateLeft(low ^ Long.rotateLeft(word * SECOND, 33) * FIRST, 31) + high) * 5 + 0x38495ab5L;
        word = 0;
        filled = 0;
    }

    private void end() {
        mix();
        high ^= length;
        low ^= length;
        high += low;
        low += high;
        high = avalanche(high);
        low = avalanche(low);
        high += low;
        low += high;
    }

    private static long avalanche(long bits) {
        long mixed = (bits ^ bits >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
