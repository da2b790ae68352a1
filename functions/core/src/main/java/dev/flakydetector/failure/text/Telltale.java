package dev.flakydetector.failure.text;

/** Tells lines that speak of trouble from those that do not, cheaply enough for every line of a long log. */
public final class Telltale {

    private static final String[] WORDS = {
        "error",
        "exception",
        "traceback",
        "fail",
        "panic",
        "assert",
        "fatal",
        "abort",
        "killed",
        "timed out",
        "segmentation",
        "cannot",
        "expected",
        "exit code",
        "exit status"
    };

    /** The letters with which one of the words starts, small and large. */
    private static final boolean[] STARTS = starts();

    private Telltale() {}

    public static boolean of(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c < 128 && STARTS[c] && startsWordAt(line, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWordAt(String line, int at) {
        for (String word : WORDS) {
            if (line.regionMatches(true, at, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean[] starts() {
        boolean[] starts = new boolean[128];
        for (String word : WORDS) {
            starts[word.charAt(0)] = true;
            starts[Character.toUpperCase(word.charAt(0))] = true;
        }
        return starts;
    }
}
