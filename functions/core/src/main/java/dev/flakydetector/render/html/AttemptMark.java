package dev.flakydetector.render.html;

import dev.flakydetector.domain.OutcomeStatus;

/** What a chart shows for one test in one attempt, each in a shape of its own. */
enum AttemptMark {
    PASSED("passed", "p"),
    FAILED("failed", "f"),
    SKIPPED("skipped", "s"),
    UNCOUNTED("did not count", "u"),
    ABSENT("not in the report", "a");

    private final String words;
    private final String symbol;

    AttemptMark(String words, String symbol) {
        this.words = words;
        this.symbol = symbol;
    }

    static AttemptMark of(OutcomeStatus status) {
        return switch (status) {
            case PASSED -> PASSED;
            case FAILED, ERRORED, TIMED_OUT -> FAILED;
            case SKIPPED -> SKIPPED;
        };
    }

    String words() {
        return words;
    }

    /** The id of its drawing in the page. */
    String symbol() {
        return symbol;
    }
}
