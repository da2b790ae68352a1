package dev.flakydetector.failure;

import dev.flakydetector.failure.text.FailureWindow;
import dev.flakydetector.failure.text.Normaliser;

/** What to call a failure: its error line, and where that says little the source line that met it. */
final class FailureName {

    private static final int LONGEST_ERROR = 110;
    private static final int LONGEST_SOURCE = 70;
    private static final int LONGEST_EXCERPT = 2_500;
    private static final int SAYS_ENOUGH = 40;

    private FailureName() {}

    static String of(FailureWindow window) {
        String error = shortened(cause(window), LONGEST_ERROR);
        if (error.length() >= SAYS_ENOUGH || window.sources().isEmpty()) {
            return error;
        }
        return error + " at " + shortened(Normaliser.normalise(window.sources().get(0)), LONGEST_SOURCE);
    }

    /** The error alone, the same for every test that met it. */
    static String cause(FailureWindow window) {
        return window.errors().stream()
                .map(Normaliser::normalise)
                .filter(error -> !error.isEmpty())
                .findFirst()
                .orElse("no error line");
    }

    static String excerpt(FailureWindow window) {
        return shortened(String.join("\n", window.excerpt()), LONGEST_EXCERPT);
    }

    static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
