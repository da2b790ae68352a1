package dev.flakydetector.render;

/** Puts untrusted text into HTML, between tags or in a quoted attribute. */
public final class HtmlText {

    private HtmlText() {}

    public static String escape(String text) {
        return PlainText.printable(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
