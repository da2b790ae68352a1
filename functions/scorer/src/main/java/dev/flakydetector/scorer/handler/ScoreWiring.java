package dev.flakydetector.scorer.handler;

import dev.flakydetector.scorer.bucket.BucketClient;
import dev.flakydetector.scorer.bucket.BucketFolder;
import dev.flakydetector.scorer.registry.LiveModel;
import dev.flakydetector.scorer.registry.ModelRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Puts the function together in Lambda; the one place that reads the environment and the clock. */
final class ScoreWiring {

    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final String PREFIX = "models/";

    private final Map<String, String> environment;

    private ScoreWiring(Map<String, String> environment) {
        this.environment = environment;
    }

    static ScoreWiring ofThisProcess() {
        return new ScoreWiring(System.getenv());
    }

    LiveModel model() {
        BucketFolder folder =
                new BucketFolder(required("BUCKET_NAME"), environment.getOrDefault("MODELS_PREFIX", PREFIX));
        return new LiveModel(new ModelRegistry(BucketClient.files(folder)), EVERY, Clock.systemUTC());
    }

    private String required(String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("The function needs the variable " + name);
        }
        return value;
    }
}
