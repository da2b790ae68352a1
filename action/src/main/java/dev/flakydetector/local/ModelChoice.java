package dev.flakydetector.local;

import dev.flakydetector.machine.Machine;
import dev.flakydetector.scorer.past.NextRuns;
import dev.flakydetector.scorer.serving.PredictService;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which model of p_fail is asked.
 *
 * @param place folder or bucket of a model or of a registry; empty for the registry beside the store
 */
public record ModelChoice(Optional<String> place) {

    static final ModelChoice OF_STORE = new ModelChoice(Optional.empty());

    /** The model that answers now; one of a registry changes when another is promoted. */
    public Supplier<Optional<PredictService>> service(Machine machine, StorePlace store) throws IOException {
        if (place.isPresent()) {
            return Registries.service(machine, place.get());
        }
        return store.isNone() ? Optional::empty : Registries.live(machine, Registries.ofStore(store))::current;
    }

    NextRuns nextRuns(Machine machine, StorePlace store) throws IOException {
        return new NextRuns(service(machine, store));
    }
}
