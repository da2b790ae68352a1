package dev.flakydetector.scorer.handler;

import dev.flakydetector.history.RunHistory;
import dev.flakydetector.scorer.cloud.BucketFolder;
import dev.flakydetector.scorer.cloud.CloudClients;
import dev.flakydetector.scorer.registry.LiveModel;
import dev.flakydetector.scorer.registry.ModelRegistry;
import dev.flakydetector.telemetry.PowertoolsTelemetry;
import dev.flakydetector.telemetry.Step;
import dev.flakydetector.telemetry.Telemetry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;

/** Puts the function together in Lambda; the one place that reads the environment, the clock and chance. */
final class ScoreWiring {

    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final String PREFIX = "models/";
    private static final String RETENTION_DAYS = "90";
    private static final int NONCE_BYTES = 16;

    private final Map<String, String> environment;

    private ScoreWiring(Map<String, String> environment) {
        this.environment = environment;
    }

    static ScoreWiring ofThisProcess() {
        return new ScoreWiring(System.getenv());
    }

    Telemetry telemetry(Step step) {
        return new PowertoolsTelemetry(step, environment);
    }

    LiveModel model() {
        BucketFolder folder =
                new BucketFolder(required("BUCKET_NAME"), environment.getOrDefault("MODELS_PREFIX", PREFIX));
        return new LiveModel(new ModelRegistry(CloudClients.files(folder)), EVERY, Clock.systemUTC());
    }

    RunHistory history() {
        Duration retention =
                Duration.ofDays(Long.parseLong(environment.getOrDefault("RETENTION_DAYS", RETENTION_DAYS)));
        return CloudClients.history(required("TABLE_NAME"), required("BUCKET_NAME"), retention, nonces());
    }

    private static Supplier<String> nonces() {
        SecureRandom chance = new SecureRandom();
        return () -> {
            byte[] bytes = new byte[NONCE_BYTES];
            chance.nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        };
    }

    private String required(String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("The function needs the variable " + name);
        }
        return value;
    }
}
