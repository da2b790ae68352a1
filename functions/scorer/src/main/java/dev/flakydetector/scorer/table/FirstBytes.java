package dev.flakydetector.scorer.table;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The beginning of a file, from which its kind is told before a parser sees it. */
final class FirstBytes {

    private static final int MOST = 1 << 15;
    private static final String SEPARATORS = ",;\t|";

    private final byte[] bytes;

    private FirstBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Looks ahead in a stream that can go back. */
    static FirstBytes of(InputStream input) throws IOException {
        input.mark(MOST);
        byte[] bytes = input.readNBytes(MOST);
        input.reset();
        return new FirstBytes(bytes);
    }

    boolean isEmpty() {
        return bytes.length == 0 || (bytes.length == 3 && startsWith(0xef, 0xbb, 0xbf));
    }

    /** A zero byte is no text, except in UTF-16 and UTF-32, which begin with a mark. */
    boolean isBinary() {
        if (startsWith(0xff, 0xfe) || startsWith(0xfe, 0xff) || startsWith(0, 0, 0xfe, 0xff)) {
            return false;
        }
        for (byte b : bytes) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    private boolean startsWith(int... mark) {
        byte[] wanted = new byte[mark.length];
        for (int i = 0; i < mark.length; i++) {
            wanted[i] = (byte) mark[i];
        }
        return bytes.length >= wanted.length && Arrays.equals(bytes, 0, wanted.length, wanted, 0, wanted.length);
    }

    /** The separator that the first line has most of, outside quotes; a comma when it has none. */
    char separator() {
        int[] counts = new int[SEPARATORS.length()];
        boolean quoted = false;
        boolean begun = false;
        for (byte b : bytes) {
            if (b == '"') {
                quoted = !quoted;
            } else if ((b == '\n' || b == '\r') && !quoted && begun) {
                break;
            }
            begun |= b != '\n' && b != '\r';
            int known = SEPARATORS.indexOf(b);
            if (known >= 0 && !quoted) {
                counts[known]++;
            }
        }
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return SEPARATORS.charAt(best);
    }
}
