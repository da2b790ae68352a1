package dev.flakydetector.api;

import java.util.List;
import java.util.Optional;

/** The companion function that knows p_fail. */
public interface Scoring {

    /** What it answers. */
    sealed interface Reply {

        /** JSON to pass on. */
        record Answered(String json) implements Reply {}

        /** The request is wrong; each problem is a sentence. */
        record Refused(List<String> problems) implements Reply {
            public Refused {
                problems = List.copyOf(problems);
            }
        }

        /** The request asks for more runs at once than are allowed. */
        record TooMuch(String problem) implements Reply {}

        /** There is no model to answer with; the reason says how to get one. */
        record Unavailable(String reason) implements Reply {}
    }

    /** @param body JSON as it came, not read yet: batches are large, and reading them twice costs more than scoring */
    Reply predict(Body body);

    Reply explain(Body body);

    Reply schema();

    /** The id of the model in use; empty when there is none yet. */
    Optional<String> model();
}
