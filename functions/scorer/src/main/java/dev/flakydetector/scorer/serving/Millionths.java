package dev.flakydetector.scorer.serving;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes numbers between -1 and 1 with six decimals at most, as plain decimals. Not for two threads at once. */
final class Millionths {

    private static final int ONE = 1_000_000;
    private static final int BASE = 10;

    /** A sign, a digit, a point, six digits. */
    private final char[] digits = new char[9];

    void write(JsonGenerator out, double value) throws IOException {
        int millionths = (int) Math.rint(value * ONE);
        int length = 0;
        if (millionths < 0) {
            digits[length++] = '-';
            millionths = -millionths;
        }
        digits[length++] = (char) ('0' + millionths / ONE);
        digits[length++] = '.';
        int rest = millionths % ONE;
        int unit = ONE / BASE;
        do {
            digits[length++] = (char) ('0' + rest / unit);
            rest %= unit;
            unit /= BASE;
        } while (rest > 0);
        out.writeNumber(digits, 0, length);
    }
}
