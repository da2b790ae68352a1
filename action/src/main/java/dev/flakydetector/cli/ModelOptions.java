package dev.flakydetector.cli;

import dev.flakydetector.local.ModelChoice;
import java.util.Optional;
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

    ModelChoice choice() {
        return new ModelChoice(Optional.ofNullable(model));
    }
}
