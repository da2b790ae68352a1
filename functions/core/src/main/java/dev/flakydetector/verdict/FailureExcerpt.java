package dev.flakydetector.verdict;

import dev.flakydetector.domain.Failure;

/** Cuts a failure to a bounded size, keeping both ends of its detail: some tools say what matters first, some last. */
final class FailureExcerpt {

    private static final int TYPE = 200;
    private static final int MESSAGE = 2_000;
    private static final int DETAIL_HEAD = 1_500;
    private static final int DETAIL_TAIL = 2_500;

    private FailureExcerpt() {}

    static Failure of(Failure failure) {
        return new Failure(
                ends(failure.type(), TYPE, 0),
                ends(failure.message(), MESSAGE, 0),
                ends(failure.detail(), DETAIL_HEAD, DETAIL_TAIL));
    }

    private static String ends(String text, int head, int tail) {
        if (text.length() <= head + tail) {
            return text;
        }
        int headEnd = wholeCharacterAt(text, head);
        int tailStart = wholeCharacterAt(text, text.length() - tail);
        String omission = "… (%d characters left out)".formatted(tailStart - headEnd);
        String headText = text.substring(0, headEnd);
        return tail == 0 ? headText + omission : headText + "\n" + omission + "\n" + text.substring(tailStart);
    }

    /** The index, or the one before it where it would part a surrogate pair. */
    private static int wholeCharacterAt(String text, int index) {
        return index > 0 && index < text.length() && Character.isLowSurrogate(text.charAt(index)) ? index - 1 : index;
    }
}
