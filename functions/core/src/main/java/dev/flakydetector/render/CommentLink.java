package dev.flakydetector.render;

import java.net.URI;
import java.net.URISyntaxException;

/** Puts an address into a Markdown link so that nothing of it ends the link or runs a script. */
final class CommentLink {

    static final String NOWHERE = "#";

    private CommentLink() {}

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
}
