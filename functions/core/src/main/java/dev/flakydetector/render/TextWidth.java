package dev.flakydetector.render;

import java.util.ArrayList;
import java.util.List;

/** Measures and cuts clean text by the columns that it takes on a terminal, where East Asian characters take two. */
public final class TextWidth {

    private static final String ELLIPSIS = "…";

    private TextWidth() {}

    public static int of(String text) {
        return text.codePoints().map(TextWidth::of).sum();
    }

    /** Combining marks count too: nothing is padded after them, and a name of marks alone must not escape the limits. */
    private static int of(int c) {
        return isWide(c) ? 2 : 1;
    }

    /** The blocks that Unicode's East Asian Width calls wide, whole blocks for brevity. */
    private static boolean isWide(int c) {
        return within(c, 0x1100, 0x115F)
                || within(c, 0x2E80, 0xA4CF)
                || within(c, 0xAC00, 0xD7A3)
                || within(c, 0xF900, 0xFAFF)
                || within(c, 0xFE30, 0xFE6F)
                || within(c, 0xFF00, 0xFF60)
                || within(c, 0xFFE0, 0xFFE6)
                || within(c, 0x1F300, 0x1FAFF)
                || within(c, 0x20000, 0x3FFFD);
    }

    private static boolean within(int c, int least, int most) {
        return least <= c && c <= most;
    }

    /** The text, or its beginning and its end around an ellipsis: both ends of a test id tell tests apart. */
    public static String shortenMiddle(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        int head = (columns - 1) / 2;
        return start(text, head) + ELLIPSIS + end(text, columns - 1 - head);
    }

    /** The text, or its beginning before an ellipsis. */
    public static String shortenEnd(String text, int columns) {
        return of(text) <= columns ? text : start(text, columns - 1) + ELLIPSIS;
    }

    private static String start(String text, int columns) {
        int at = 0;
        int used = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            used += of(c);
            if (used > columns) {
                break;
            }
            at += Character.charCount(c);
        }
        return text.substring(0, at);
    }

    private static String end(String text, int columns) {
        int at = text.length();
        int used = 0;
        while (at > 0) {
            int c = text.codePointBefore(at);
            used += of(c);
            if (used > columns) {
                break;
            }
            at -= Character.charCount(c);
        }
        return text.substring(at);
    }

    /** The text in lines of at most so many columns, broken at spaces; a longer word is cut into pieces. */
    public static List<String> wrap(String text, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            String rest = word;
            if (!line.isEmpty() && of(line.toString()) + 1 + of(rest) > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (line.isEmpty() && of(rest) > columns) {
                String piece = start(rest, columns);
                lines.add(piece);
                rest = rest.substring(piece.length());
            }
            line.append(line.isEmpty() ? "" : " ").append(rest);
        }
        lines.add(line.toString());
        return lines;
    }

    /** The text with spaces up to so many columns. */
    public static String pad(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }
}
