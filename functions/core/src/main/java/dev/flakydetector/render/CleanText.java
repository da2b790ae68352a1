package dev.flakydetector.render;

import java.util.regex.Pattern;

/**
 * Untrusted text made fit for a reader: secrets masked, terminal sequences gone, and every character that would hide,
 * reorder or control something shown as its number, such as {@code \}{@code u202E}. Escaping for a format comes on top.
 */
public final class CleanText {

    /** CSI sequences (colours, cursor moves) and OSC sequences (titles, links) of ECMA-48. */
    private static final Pattern TERMINAL_SEQUENCE =
            Pattern.compile("\u001B(?:\\[[0-?]*+[ -/]*+[@-~]|\\][^\u0007\u001B]*+(?:\u0007|\u001B\\\\)?)");

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** GitHub's runner obeys this prefix anywhere in a log line. */
    private static final String RUNNER_COMMAND = "##[";

    private CleanText() {}

    /** As one line, blanks of any kind run together. */
    public static String line(String text) {
        return visible(BLANKS.matcher(block(text)).replaceAll(" ")).strip();
    }

    /** With its lines and indentation kept. */
    public static String block(String text) {
        String plain = TERMINAL_SEQUENCE.matcher(text).replaceAll("");
        String masked = Secrets.mask(plain.replace("\r\n", "\n"));
        return visible(masked.replace(RUNNER_COMMAND, "## ["));
    }

    /** Lone surrogates, which no encoding can carry, replaced; everything else as it is. */
    public static String wellFormed(String text) {
        if (text.codePoints().noneMatch(CleanText::isLoneSurrogate)) {
            return text;
        }
        StringBuilder repaired = new StringBuilder(text.length());
        text.codePoints().map(c -> isLoneSurrogate(c) ? '\uFFFD' : c).forEach(repaired::appendCodePoint);
        return repaired.toString();
    }

    private static String visible(String text) {
        if (text.codePoints().noneMatch(CleanText::mustBeSpelled)) {
            return text;
        }
        StringBuilder spelled = new StringBuilder(text.length() + 32);
        text.codePoints().forEach(c -> {
            if (isLoneSurrogate(c)) {
                spelled.append('\uFFFD');
            } else if (mustBeSpelled(c)) {
                spelled.append(c <= 0xFFFF ? "\\u%04X".formatted(c) : "\\u{%X}".formatted(c));
            } else {
                spelled.appendCodePoint(c);
            }
        });
        return spelled.toString();
    }

    private static boolean mustBeSpelled(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c != '\n' && c != '\t';
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
            default -> false;
        };
    }

    private static boolean isLoneSurrogate(int c) {
        return Character.MIN_SURROGATE <= c && c <= Character.MAX_SURROGATE;
    }
}
