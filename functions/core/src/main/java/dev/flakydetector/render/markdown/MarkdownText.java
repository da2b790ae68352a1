package dev.flakydetector.render.markdown;

import dev.flakydetector.domain.FlakeRate;
import dev.flakydetector.domain.PFail;
import dev.flakydetector.render.CleanText;
import dev.flakydetector.render.HtmlText;
import dev.flakydetector.render.InsightText;
import dev.flakydetector.render.RateText;
import dev.flakydetector.render.TextWidth;

/**
 * Puts untrusted text into GitHub's Markdown as code, where mentions, links, references, HTML and emphasis are all just
 * characters and only the fence must be kept from closing early.
 */
public final class MarkdownText {

    private MarkdownText() {}

    /** A code span of at most so many characters, shortened in the middle. */
    public static String code(String text, int length) {
        String line = TextWidth.shortenMiddle(CleanText.line(text), length);
        if (line.isEmpty()) {
            return "` `";
        }
        String fence = "`".repeat(longestRunOfBackticks(line) + 1);
        // A span that begins or ends with a backtick needs a space on both sides, which readers take off again.
        boolean padded = line.startsWith("`") || line.endsWith("`");
        return padded ? fence + " " + line + " " + fence : fence + line + fence;
    }

    /** A fenced block of at most so many characters, its lines kept. */
    static String block(String text, int length) {
        String block = CleanText.block(text).strip();
        String cut = block.length() <= length ? block : cutMiddle(block, length);
        String fence = fence(cut);
        return fence + "text\n" + cut + "\n" + fence;
    }

    /** What opens and closes a fenced block of this text. */
    public static String fence(String text) {
        return "`".repeat(Math.max(3, longestRunOfBackticks(text) + 1));
    }

    /**
     * For within a block of HTML, which lasts until the next blank line and where Markdown means nothing. Within inline HTML
     * it would, so that takes {@link #code}. GitHub leaves mentions alone within a code element.
     */
    static String htmlCode(String text, int length) {
        return "<code>" + HtmlText.escape(TextWidth.shortenMiddle(CleanText.line(text), length)) + "</code>";
    }

    /** A rate in words; its "less than" signs are ours and still must not open a tag. */
    public static String sentence(FlakeRate rate) {
        return HtmlText.escape(RateText.sentence(rate));
    }

    /** What a model expects of a test; its "less than" sign likewise. */
    public static String next(PFail expected) {
        return HtmlText.escape(InsightText.next(expected));
    }

    private static String cutMiddle(String text, int length) {
        int head = length / 2;
        int tail = length - head;
        return CleanText.wellFormed(text.substring(0, head))
                + "\n… (cut) …\n"
                + CleanText.wellFormed(text.substring(text.length() - tail));
    }

    private static int longestRunOfBackticks(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
