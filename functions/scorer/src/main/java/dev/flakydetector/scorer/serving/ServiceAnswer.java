package dev.flakydetector.scorer.serving;

import java.util.List;

/** What came of a request: an answer, or everything that is wrong with it. */
public sealed interface ServiceAnswer {

    /** JSON to send back. */
    record Answered(String json) implements ServiceAnswer {}

    /** Problems, one a sentence; those of a run name its index. */
    record Refused(Reason reason, List<String> problems) implements ServiceAnswer {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /** How a request can be wrong. */
    enum Reason {
        /** It is not JSON, or not what the schema says. */
        MALFORMED,
        /** It asks for more runs at once than are allowed. */
        TOO_MANY_RUNS
    }
}
