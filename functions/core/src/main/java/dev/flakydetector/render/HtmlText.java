package dev.flakydetector.render;

/** Puts untrusted text into HTML, as an element's content or in a quoted attribute. */
public final class HtmlText {

    private HtmlText() {}

    /** Escapes text that is clean already. */
    public static String escape(String clean) {
        StringBuilder escaped = new StringBuilder(clean.length() + 16);
        for (int i = 0; i < clean.length(); i++) {
            char c = clean.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** Cleans and escapes one line of at most so many columns, shortened in the middle. */
    public static String line(String text, int length) {
        return escape(TextWidth.shortenMiddle(CleanText.line(text), length));
    }

    /** Cleans and escapes text with its lines kept. */
    public static String block(String text) {
        return escape(CleanText.block(text).strip());
    }
}
