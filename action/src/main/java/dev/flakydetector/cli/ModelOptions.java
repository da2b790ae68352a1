package dev.flakydetector.cli;

import dev.flakydetector.scorer.past.NextRuns;
import dev.flakydetector.scorer.serving.PredictService;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which model of p_fail is asked. */
final class ModelOptions {

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = {
                "Folder of a model that 'flaky train' wrote, or of a registry, whose model in production is asked;",
                "s3://BUCKET/PREFIX too (default: the models folder of the store)."
            })
    private @Nullable String model;

    /** The model that answers now; one of a registry changes when another is promoted. */
    Supplier<Optional<PredictService>> service(Machine machine, StoreOptions store) throws IOException {
        if (model != null) {
            return Registries.service(machine, model);
        }
        return store.isNone() ? Optional::empty : Registries.live(machine, Registries.ofStore(machine, store))::current;
    }

    NextRuns nextRuns(Machine machine, StoreOptions store) throws IOException {
        return new NextRuns(service(machine, store));
    }
}
