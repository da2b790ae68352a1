package dev.flakydetector.failure.record;

import java.io.IOException;
import java.io.Reader;

/** One line after the other, each ending like a file, so that a parser can read a line of any length. */
final class LineReader extends Reader {

    private final Reader source;
    private final char[] buffer = new char[65_536];
    private int position;
    private int limit;
    private boolean atEndOfLine;
    private long line;

    LineReader(Reader source) {
        this.source = source;
    }

    /** Goes to the start of the next line, whatever is left of this one; false when there is none. */
    boolean nextLine() throws IOException {
        while (line > 0 && !atEndOfLine && fill()) {
            position = endOfLine();
            atEndOfLine = position < limit;
            position += atEndOfLine ? 1 : 0;
        }
        atEndOfLine = false;
        line++;
        return fill();
    }

    /** Counted from 1. */
    long line() {
        return line;
    }

    @Override
    public int read(char[] to, int offset, int length) throws IOException {
        if (atEndOfLine || !fill()) {
            return -1;
        }
        int end = endOfLine();
        int count = Math.min(length, end - position);
        System.arraycopy(buffer, position, to, offset, count);
        position += count;
        if (position < limit && buffer[position] == '\n') {
            position++;
            atEndOfLine = true;
        }
        return count == 0 && atEndOfLine ? -1 : count;
    }

    private int endOfLine() {
        int end = position;
        while (end < limit && buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    private boolean fill() throws IOException {
        while (position == limit) {
            int count = source.read(buffer, 0, buffer.length);
            if (count < 0) {
                return false;
            }
            position = 0;
            limit = count;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
