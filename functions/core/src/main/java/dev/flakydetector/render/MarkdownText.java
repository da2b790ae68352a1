package dev.flakydetector.render;

/** Puts untrusted text into Markdown so that it shows as it is and does nothing: no link, no mention, no tag. */
final class MarkdownText {

    private static final String SPECIAL = "\\`*_{}[]()#+-.!|~>";

    private MarkdownText() {}

    /** As code, which GitHub neither links nor mentions; the fence is longer than any run of backticks within. */
    static String code(String text) {
        String line = PlainText.oneLine(text);
        String fence = "`".repeat(longestRun(line) + 1);
        boolean touching = line.startsWith("`") || line.endsWith("`");
        return touching ? fence + " " + line + " " + fence : fence + line + fence;
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    /** As plain text. */
    static String escape(String text) {
        StringBuilder safe = new StringBuilder();
        for (char c : PlainText.oneLine(text).toCharArray()) {
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '&' -> safe.append("&amp;");
                // A word joiner after the sign keeps the text readable and names nobody.
                case '@' -> safe.append("@\u2060");
                case ':' -> safe.append("&#58;");
                default -> safe.append(SPECIAL.indexOf(c) >= 0 ? "\\" + c : String.valueOf(c));
            }
        }
        return safe.toString();
    }
}
