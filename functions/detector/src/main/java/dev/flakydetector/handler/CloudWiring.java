package dev.flakydetector.handler;

import dev.flakydetector.api.Api;
import dev.flakydetector.api.ApiParts;
import dev.flakydetector.api.DetectionIds;
import dev.flakydetector.api.DetectionLauncher;
import dev.flakydetector.api.NoModel;
import dev.flakydetector.api.Scoring;
import dev.flakydetector.checkout.AllowedHosts;
import dev.flakydetector.checkout.CloneGuard;
import dev.flakydetector.checkout.GitTokens;
import dev.flakydetector.cost.CostModel;
import dev.flakydetector.cost.Deployment;
import dev.flakydetector.cost.PriceList;
import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.history.dynamo.DynamoRunHistory;
import dev.flakydetector.history.dynamo.DynamoTable;
import dev.flakydetector.pipeline.ClusterInsight;
import dev.flakydetector.pipeline.Insights;
import dev.flakydetector.remote.AwsClients;
import dev.flakydetector.remote.Executions;
import dev.flakydetector.remote.ObjectStore;
import dev.flakydetector.remote.S3LargeObjects;
import dev.flakydetector.telemetry.PowertoolsTelemetry;
import dev.flakydetector.telemetry.Step;
import dev.flakydetector.telemetry.Telemetry;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.Security;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Puts the handlers together in Lambda; the one place that reads the environment, the clock and chance. */
final class CloudWiring {

    private static final String RETENTION_DAYS = "90";
    private static final String WORKER_MEMORY = "2048";
    private static final int NONCE_BYTES = 16;

    private final Map<String, String> environment;

    private CloudWiring(Map<String, String> environment) {
        this.environment = environment;
    }

    static CloudWiring ofThisProcess() {
        return new CloudWiring(System.getenv());
    }

    Telemetry telemetry(Step step) {
        return new PowertoolsTelemetry(step, environment);
    }

    DetectionStore store() {
        ObjectStore objects = AwsClients.objects(required("BUCKET_NAME"));
        Duration retention =
                Duration.ofDays(Long.parseLong(environment.getOrDefault("RETENTION_DAYS", RETENTION_DAYS)));
        DynamoTable table = AwsClients.table(required("TABLE_NAME"));
        return new DetectionStore(
                new DynamoRunHistory(table, retention, new S3LargeObjects(objects), nonces()), objects);
    }

    Executions executions() {
        return AwsClients.executions(required("STATE_MACHINE_ARN"));
    }

    /** All that is offered over HTTP; it writes what detections are called, and sends the rest to others. */
    Api api(Telemetry telemetry) {
        DetectionStore store = store();
        RunHistory history = store.history();
        DetectionLauncher launcher = new CountedLauncher(
                new CloudLauncher(
                        history, AwsClients.functions(), required("CLONE_FUNCTION_NAME"), clock(), mostRuns()),
                telemetry);
        SecureRandom chance = new SecureRandom();
        return Api.over(new ApiParts(
                history,
                launcher,
                scoring(),
                new StoredTriage(store.objects(), clock()),
                Set.of("https", "ssh"),
                () -> DetectionIds.next(chance),
                chance,
                clock(),
                Optional.ofNullable(CloudWiring.class.getPackage().getImplementationVersion())
                        .orElse("unknown")));
    }

    /** What is asked of a detection that was judged. */
    Insights insights() {
        int megabytes = Integer.parseInt(environment.getOrDefault("WORKER_MEMORY", WORKER_MEMORY));
        DetectionStore store = store();
        return new Insights(List.of(
                new ClusterInsight(new StoredTriage(store.objects(), clock())::model),
                new CountedCost(store, new CostModel(PriceList.shipped(), Deployment.ofWorkers(megabytes)))));
    }

    private int mostRuns() {
        return Optional.ofNullable(environment.get("MAX_RUNS"))
                .map(Integer::parseInt)
                .map(most -> Math.min(most, DetectionRequest.MAX_RUNS_IN_CLOUD))
                .orElse(DetectionRequest.MAX_RUNS);
    }

    private Scoring scoring() {
        String function = environment.getOrDefault("SCORE_FUNCTION_NAME", "");
        return function.isBlank()
                ? new NoModel("this stack has no function that scores")
                : new RemoteScoring(AwsClients.functions(), function);
    }

    CloneGuard guard() {
        // What a name meant when it was checked is what it means when it is connected to.
        Security.setProperty("networkaddress.cache.ttl", "900");
        Set<String> hosts = Arrays.stream(required("ALLOWED_HOSTS").split(","))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toSet());
        return new AllowedHosts(hosts, host -> List.of(InetAddress.getAllByName(host)));
    }

    GitTokens tokens() {
        String secret = environment.getOrDefault("GIT_TOKENS_SECRET_ARN", "");
        return secret.isBlank() ? GitTokens.NONE : AwsClients.tokens(secret);
    }

    Path temporary() {
        return Path.of(environment.getOrDefault("TMPDIR", "/tmp"));
    }

    Clock clock() {
        return Clock.systemUTC();
    }

    Supplier<String> nonces() {
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
