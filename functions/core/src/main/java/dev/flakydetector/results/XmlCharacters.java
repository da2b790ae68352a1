package dev.flakydetector.results;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Replaces the control characters that XML 1.0 forbids and that tools write all the same when a test prints them. */
final class XmlCharacters extends FilterInputStream {

    XmlCharacters(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        return b >= 0 && isForbidden((byte) b) ? '?' : b;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int read = super.read(buffer, from, length);
        for (int i = from; i < from + read; i++) {
            if (isForbidden(buffer[i])) {
                buffer[i] = '?';
            }
        }
        return read;
    }

    private static boolean isForbidden(byte b) {
        return 0 <= b && b < 0x20 && b != '\t' && b != '\n' && b != '\r';
    }
}
