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

    private static final String ADVICE =
            "'flaky train --from-history REPO' makes one, and 'flaky models promote MODEL --in %s' takes it into use.";

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
        return model == null
                ? Registries.live(machine, folder(machine, store))::current
                : Registries.service(machine, model);
    }

    String advice(Machine machine, StoreOptions store) {
        return ADVICE.formatted(model == null ? folder(machine, store) : model);
    }

    NextRuns nextRuns(Machine machine, StoreOptions store) throws IOException {
        return new NextRuns(service(machine, store), advice(machine, store));
    }

    private static String folder(Machine machine, StoreOptions store) {
        return Registries.ofStore(machine, store);
    }
}
