package dev.flakydetector.pipeline;

import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.ShardResult;
import dev.flakydetector.json.StoredJson;
import dev.flakydetector.json.UnreadableJson;
import dev.flakydetector.pipeline.WavePlan.PlannedShard;
import dev.flakydetector.rerun.AttemptVariables;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares what a worker says it ran with what it was asked to run. It had strangers' code beside it, so an answer with
 * one false word in it is dropped whole, and which attempt it was is taken from the plan, never from the answer.
 */
public final class ShardReview {

    /** Of a result in bytes; a larger one is not read. */
    public static final int LARGEST = 24 << 20;

    private final Detection detection;
    private final Map<Integer, Attempt> plan = new HashMap<>();

    /** @param detection with the request as its framework limits it */
    public ShardReview(Detection detection) {
        this.detection = detection;
        DetectionSteps.plan(detection.request()).attempts().forEach(attempt -> plan.put(attempt.number(), attempt));
    }

    /**
     * What a shard added up to.
     *
     * @param attempts to be stored
     * @param review of this shard alone
     */
    public record Reviewed(List<CompletedAttempt> attempts, WaveReview review) {}

    public List<Attempt> attempts(PlannedShard shard) {
        return shard.attempts().stream()
                .flatMap(number -> Optional.ofNullable(plan.get(number)).stream())
                .toList();
    }

    /** The worker left no result. */
    public Reviewed missing(PlannedShard shard) {
        return struck(shard, "left no result: it died, ran out of memory or time, or could not reach the bucket");
    }

    /** The worker left more than {@link #LARGEST}. */
    public Reviewed tooLarge(PlannedShard shard) {
        return struck(shard, "left a result of more than %d MiB, which was not read".formatted(LARGEST >> 20));
    }

    public Reviewed read(PlannedShard shard, String text) {
        ShardResult result;
        try {
            result = StoredJson.shardResult(text);
        } catch (UnreadableJson e) {
            return struck(shard, "left a result that cannot be read: " + brief(String.valueOf(e.getMessage())));
        }
        String lie = lieIn(result, shard);
        if (!lie.isEmpty()) {
            return struck(shard, "left a result that is not to be believed: " + lie);
        }
        if (result.attempts().isEmpty() && result.obstacle().isEmpty()) {
            return struck(shard, "came to no result before its time was up");
        }
        List<CompletedAttempt> attempts =
                result.attempts().stream().map(this::asPlanned).toList();
        Optional<Problem> obstacle =
                result.obstacle().map(problem -> Problem.of(Problem.Kind.SETUP, brief(problem.message())));
        return new Reviewed(attempts, new WaveReview(List.of(), List.of(), obstacle));
    }

    private String lieIn(ShardResult result, PlannedShard shard) {
        if (!result.nonce().equals(shard.nonce())) {
            return "it does not carry the word that its worker was given";
        }
        if (!result.detectionId().equals(detection.id()) || result.index() != shard.index()) {
            return "it is of another detection or shard";
        }
        Set<Integer> seen = new HashSet<>();
        for (CompletedAttempt completed : result.attempts()) {
            Attempt attempt = completed.attempt();
            if (!shard.attempts().contains(attempt.number())) {
                return "attempt %d was not asked for".formatted(attempt.number());
            }
            if (!attempt.equals(plan.get(attempt.number()))) {
                return "attempt %d has another seed or variation than planned".formatted(attempt.number());
            }
            if (!seen.add(attempt.number())) {
                return "attempt %d is in it twice".formatted(attempt.number());
            }
            Set<Object> tests = new HashSet<>();
            for (Outcome outcome : completed.result().outcomes()) {
                if (!tests.add(outcome.test())) {
                    return "attempt %d counts a test twice".formatted(attempt.number());
                }
            }
        }
        return "";
    }

    private CompletedAttempt asPlanned(CompletedAttempt completed) {
        Attempt attempt = completed.attempt();
        return new CompletedAttempt(
                attempt,
                completed.result(),
                completed.exitCode(),
                completed.output(),
                completed.duration(),
                AttemptVariables.of(attempt),
                completed.remarks());
    }

    private static Reviewed struck(PlannedShard shard, String what) {
        String numbers = String.join(
                ", ",
                new TreeSet<>(shard.attempts()).stream().map(String::valueOf).toList());
        Problem problem = Problem.of(Problem.Kind.DEGRADED, "The worker of attempts %s %s".formatted(numbers, what));
        return new Reviewed(List.of(), new WaveReview(shard.attempts(), List.of(problem), Optional.empty()));
    }

    private static String brief(String message) {
        return message.length() <= 500 ? message : message.substring(0, 500) + "…";
    }
}
