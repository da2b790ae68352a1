package dev.flakydetector.render.comment;

import dev.flakydetector.render.CleanText;
import dev.flakydetector.render.TextWidth;
import java.net.URI;
import java.net.URISyntaxException;

/** Puts untrusted text and addresses into Markdown outside of code so that they show as they are and do nothing. */
final class CommentText {

    static final String NOWHERE = "#";

    private static final String SPECIAL = "\\`*_{}[]()#+-.!|~>";

    private CommentText() {}

    /** The address itself when it is a plain web address, else a link to nowhere. */
    static String url(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return web ? uri.toASCIIString().replace("(", "%28").replace(")", "%29") : NOWHERE;
        } catch (URISyntaxException e) {
            return NOWHERE;
        }
    }

    /** A short phrase within a sentence: no link, no mention, no tag. */
    static String phrase(String text, int length) {
        StringBuilder safe = new StringBuilder();
        for (char c : TextWidth.shortenMiddle(CleanText.line(text), length).toCharArray()) {
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
