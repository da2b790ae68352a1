package dev.flakydetector.failure.record;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that refuses to unpack without end. */
final class BoundedStream extends FilterInputStream {

    private final long most;
    private long read;

    BoundedStream(InputStream source, long most) {
        super(source);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        int count = super.read(to, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int bytes) throws IOException {
        read += bytes;
        if (read > most) {
            throw new TooMuch(most);
        }
    }

    /** There is more than anyone would log. */
    static final class TooMuch extends IOException {

        private static final long serialVersionUID = 1;

        TooMuch(long most) {
            super("it unpacks to more than %d MB and was read up to there".formatted(most >> 20));
        }
    }
}
