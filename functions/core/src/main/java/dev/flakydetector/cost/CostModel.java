package dev.flakydetector.cost;

import dev.flakydetector.domain.Cost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Turns what was measured into what the cloud charges. Counts follow the state machine, infra/statemachine/detection.asl.json,
 * and the way handlers use table and bucket. Where something is not measured, it errs on the dear side.
 */
public final class CostModel {

    /** A worker's start, unpacking and sending, which no attempt's duration holds. */
    static final Duration WORKER_START = Duration.ofSeconds(3);

    /** How often a client asks whether a detection is done. */
    static final Duration POLL = Duration.ofSeconds(10);

    /** Begin Prepare … Conclude Score Done, and per wave Plan FewOrMany Rerun Decide Enough. */
    static final int TRANSITIONS = 5;

    static final int TRANSITIONS_A_WAVE = 5;

    /** What Lambda and a handler log of a call. */
    private static final double LOG_BYTES_A_CALL = 2_000;

    private static final double GIGABYTE = 1e9;
    private static final double SECONDS_A_MONTH = 30 * 86_400;
    private static final int WRITE_UNIT = 1024;
    private static final int READ_UNIT = 4096;
    private static final int INDEXES = 2;

    private final PriceList prices;
    private final Deployment deployment;

    public CostModel(PriceList prices, Deployment deployment) {
        this.prices = prices;
        this.deployment = deployment;
    }

    /** What was billed, as far as it was counted. */
    public Cost billed(Usage usage) {
        return cost(usage, false);
    }

    /** What the cloud would have billed for attempts that ran elsewhere. */
    public Cost estimate(Usage usage) {
        return cost(usage, true);
    }

    private Cost cost(Usage usage, boolean estimate) {
        List<Cost.Item> items = new ArrayList<>();
        quantities(usage).forEach((resource, quantity) -> items.add(prices.item(resource, quantity)));
        items.sort(Comparator.comparingDouble(Cost.Item::dollars).reversed());
        return new Cost(estimate, prices.dated(), prices.region(), items);
    }

    private Map<Resource, Double> quantities(Usage usage) {
        int workers = usage.workers();
        int waves = usage.waves();
        double polls = Math.ceil((double) usage.wallClock().toMillis() / POLL.toMillis());
        // Clone, Prepare, Conclude and Score once; Plan and Decide each wave.
        double handlers = 4 + 2.0 * waves;
        Map<Resource, Double> quantities = new EnumMap<>(Resource.class);
        quantities.put(Resource.LAMBDA_GB_SECOND_ARM64, deployment.workerGigabytes() * seconds(usage));
        quantities.put(Resource.LAMBDA_REQUEST, 1 + polls + handlers + workers);
        quantities.put(Resource.HTTP_API_REQUEST, 1 + polls);
        quantities.put(
                Resource.STEP_FUNCTIONS_TRANSITION,
                (double) TRANSITIONS + (double) TRANSITIONS_A_WAVE * waves + workers);
        quantities.put(Resource.DYNAMODB_WRITE_UNIT, writes(usage));
        quantities.put(Resource.DYNAMODB_READ_UNIT, reads(usage, polls + handlers));
        // Snapshot, workspace, its result and facts; a wave's plan, review and list; a shard's attempts and result.
        quantities.put(Resource.S3_PUT, 4 + 3.0 * waves + 2.0 * workers);
        // A shard's attempts, workspace and, by Decide, result; by each step the facts and what was planned so far.
        quantities.put(Resource.S3_GET, 2 + 3.0 * workers + (2.0 * waves + 1) * (2 + waves));
        quantities.put(Resource.S3_GB_MONTH, usage.workBytes() / GIGABYTE * months(deployment.workKept()));
        quantities.put(Resource.LOGS_GB, (1 + polls + handlers) * LOG_BYTES_A_CALL / GIGABYTE);
        return quantities;
    }

    private static double seconds(Usage usage) {
        Duration running = usage.attempts().plus(WORKER_START.multipliedBy(usage.workers()));
        return running.plus(usage.betweenAttempts()).toMillis() / 1000.0;
    }

    private static double months(Duration kept) {
        return kept.toSeconds() / SECONDS_A_MONTH;
    }

    /** The detection is put down three times, each time in both indexes too; a key is reserved. */
    private static double writes(Usage usage) {
        double detection = 3.0 * (units(usage.detectionBytes(), WRITE_UNIT) + INDEXES);
        return 1 + detection + usage.attemptWrites() + usage.failedTests();
    }

    /**
     * Each call reads the detection; each Plan and Decide reads the attempts so far, which over all waves is about all of
     * them once a wave, and the conclusion reads them all three times.
     */
    private static double reads(Usage usage, double calls) {
        double all = units(usage.attemptBytes(), READ_UNIT);
        return calls * units(usage.detectionBytes(), READ_UNIT) + (usage.waves() + 3) * all;
    }

    private static double units(long bytes, int size) {
        return Math.max(1, Math.ceil((double) bytes / size));
    }
}
