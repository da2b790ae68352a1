package dev.flakydetector.telemetry;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.slf4j.MDC;
import software.amazon.cloudwatchlogs.emf.config.EnvironmentConfigurationProvider;
import software.amazon.cloudwatchlogs.emf.environment.Environments;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsBuilder;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/**
 * Logs and metrics by Powertools: each line is one JSON object with the request, the step and the detection in it, and what
 * was counted in a call is one line more, in CloudWatch's embedded metric format. Nothing is sent, all of it is printed.
 */
public final class PowertoolsTelemetry implements Telemetry {

    private static final String NAME = "flaky-detector";
    private static final String STEP = "step";
    private static final String DETECTION = "detection_id";

    private final Step step;
    private final String namespace;
    private final Map<String, String> dimensions;
    private final Metrics metrics;
    private final Map<Measure, Long> counted = new EnumMap<>(Measure.class);
    private final List<OfKind> kinds = new ArrayList<>();

    private record OfKind(Measure measure, String kind) {}

    /**
     * For the function of this process.
     *
     * @param environment of this process
     */
    public PowertoolsTelemetry(Step step, Map<String, String> environment) {
        // Else it would look for an agent and ask the addresses of other services where it runs.
        EnvironmentConfigurationProvider.getConfig().setEnvironmentOverride(Environments.Lambda);
        this.step = step;
        this.namespace = environment.getOrDefault("POWERTOOLS_METRICS_NAMESPACE", NAME);
        this.dimensions = Map.of(
                "Service",
                environment.getOrDefault("POWERTOOLS_SERVICE_NAME", NAME),
                "FunctionName",
                environment.getOrDefault("AWS_LAMBDA_FUNCTION_NAME", step.word()));
        this.metrics = MetricsBuilder.builder()
                .withNamespace(namespace)
                .withDefaultDimensions(DimensionSet.of(dimensions))
                .build();
    }

    @Override
    public void during(Context context, Work work) throws IOException {
        long start = System.nanoTime();
        begin(context);
        try {
            work.run();
        } finally {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            step.time().ifPresent(measure -> count(measure, millis));
            tell(context);
            PowertoolsLogging.clearState(true);
        }
    }

    private synchronized void begin(Context context) {
        counted.clear();
        kinds.clear();
        metrics.captureColdStartMetric(context, DimensionSet.of(dimensions));
        PowertoolsLogging.initializeLogging(context);
        MDC.put(STEP, step.word());
    }

    private synchronized void tell(Context context) {
        if (counted.isEmpty()) {
            return;
        }
        metrics.addMetadata("function_request_id", context.getAwsRequestId());
        String detection = MDC.get(DETECTION);
        if (detection != null) {
            metrics.addMetadata(DETECTION, detection);
        }
        counted.forEach((measure, amount) -> metrics.addMetric(measure.metric(), amount, unit(measure)));
        metrics.flush();
        kinds.forEach(this::tell);
    }

    private void tell(OfKind one) {
        DimensionSet withKind = DimensionSet.of(dimensions).addDimension("Kind", one.kind());
        metrics.flushSingleMetric(one.measure().metric(), 1, unit(one.measure()), namespace, withKind);
    }

    private static MetricUnit unit(Measure measure) {
        return switch (measure.unit()) {
            case COUNT -> MetricUnit.COUNT;
            case MILLISECONDS -> MetricUnit.MILLISECONDS;
        };
    }

    @Override
    public void concerns(String detectionId) {
        MDC.put(DETECTION, detectionId);
    }

    @Override
    public synchronized void count(Measure measure, long amount) {
        counted.merge(measure, amount, Long::sum);
    }

    @Override
    public synchronized void countOne(Measure measure, String kind) {
        count(measure, 1);
        kinds.add(new OfKind(measure, kind));
    }

    /** Threads start without what a line is to say of its call. */
    @Override
    public <T> Callable<T> within(Callable<T> work) {
        Map<String, String> said = MDC.getCopyOfContextMap();
        return () -> {
            if (said != null) {
                MDC.setContextMap(said);
            }
            try {
                return work.call();
            } finally {
                MDC.clear();
            }
        };
    }
}
