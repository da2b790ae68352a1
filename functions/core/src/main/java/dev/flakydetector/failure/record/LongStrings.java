package dev.flakydetector.failure.record;

import java.io.IOException;
import java.io.Reader;

/**
 * JSON with its strings kept to a bounded length, so that a log of any size can be parsed in little memory. A string that
 * is too long keeps its start, its end, and of what lies between the lines that speak of trouble.
 */
final class LongStrings extends Reader {

    private static final int CHUNK = 8_192;

    /** After a backslash: the next character says how long the escape sequence is. */
    private static final int UNDECIDED = 5;

    private final Reader source;
    private final int whole;
    private final char[] chunk = new char[CHUNK];
    private final StringBuilder ready = new StringBuilder();
    private final StringBuilder unit = new StringBuilder();
    private int given;
    private int position;
    private int limit;
    private boolean inString;
    private int kept;
    private int restOfEscape;
    private StringMiddle middle;

    /** @param whole up to how many characters a string stays whole */
    LongStrings(Reader source, int whole) {
        this.source = source;
        this.whole = whole;
        this.middle = new StringMiddle(whole / 2);
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = 0;
        while (count < length) {
            if (given < ready.length()) {
                count += giveReady(buffer, offset + count, length - count);
            } else if (position < limit) {
                int plain = plainFrom(position, Math.min(limit, position + length - count));
                System.arraycopy(chunk, position, buffer, offset + count, plain);
                kept += plain;
                position += plain;
                count += plain;
                if (position < limit && count < length) {
                    take(chunk[position++]);
                }
            } else if (!fill()) {
                return count == 0 ? -1 : count;
            }
        }
        return count;
    }

    private int giveReady(char[] buffer, int offset, int length) {
        int count = Math.min(length, ready.length() - given);
        ready.getChars(given, given + count, buffer, offset);
        given += count;
        if (given == ready.length()) {
            ready.setLength(0);
            given = 0;
        }
        return count;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, source.read(chunk, 0, CHUNK));
        return limit > 0;
    }

    /** How many characters from here on pass as they are, which is nearly all of them. */
    private int plainFrom(int start, int end) {
        if (inString && (restOfEscape > 0 || kept >= whole)) {
            return 0;
        }
        int most = inString ? Math.min(end, start + whole - kept) : end;
        int i = start;
        while (i < most && chunk[i] != '"' && chunk[i] != '\\') {
            i++;
        }
        return i - start;
    }

    private void take(char c) {
        if (!inString) {
            ready.append(c);
            inString = c == '"';
            kept = 0;
        } else if (restOfEscape == 0 && c == '"') {
            middle.moveTo(ready);
            ready.append(c);
            inString = false;
        } else {
            unit.append(c);
            restOfEscape = restAfter(c);
            if (restOfEscape == 0) {
                takeUnit();
            }
        }
    }

    private int restAfter(char c) {
        return switch (restOfEscape) {
            case 0 -> c == '\\' ? UNDECIDED : 0;
            case UNDECIDED -> c == 'u' ? 4 : 0;
            default -> restOfEscape - 1;
        };
    }

    /** A unit is one character, however it is written. */
    private void takeUnit() {
        if (kept < whole) {
            ready.append(unit);
            kept++;
        } else {
            middle.take(unit);
        }
        unit.setLength(0);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
