package dev.flakydetector.failure.report;

/** Puts untrusted text into HTML, between tags or in a quoted attribute. */
final class Escaped {

    private Escaped() {}

    static String html(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(isShown(c) ? c : '?');
            }
        });
        return out.toString();
    }

    /** Neither a control character nor one that turns the direction of writing. */
    private static boolean isShown(int c) {
        boolean turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        return c == '\n' || c == '\t' || (!Character.isISOControl(c) && !turns);
    }
}
