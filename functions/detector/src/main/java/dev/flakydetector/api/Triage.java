package dev.flakydetector.api;

import dev.flakydetector.failure.TriageModel;
import java.util.Optional;

/** The clusters that are known just now; a scheduled training may put new ones in their place at any time. */
@FunctionalInterface
public interface Triage {

    Known known();

    /** The model, where there is one. */
    default Optional<TriageModel> model() {
        return known() instanceof Known.Ready ready ? Optional.of(ready.model()) : Optional.empty();
    }

    /** What there is to place failures in. */
    sealed interface Known {

        record Ready(TriageModel model) implements Known {}

        /** Nobody has trained yet; the advice says how to. */
        record Nothing(String advice) implements Known {}
    }
}
