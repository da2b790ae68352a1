package dev.flakydetector.handler;

import dev.flakydetector.pipeline.PreparedFacts;
import dev.flakydetector.pipeline.WavePlan;
import dev.flakydetector.pipeline.WaveReview;
import dev.flakydetector.remote.ObjectStore;
import dev.flakydetector.remote.ObjectStore.Found;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects of one detection. What a worker may write by a URL is never what a later step relies on: the facts, the
 * plans and the reviews have keys for which no URL is ever signed, and are written once. They are kept for two days, since
 * nothing asks for them once the detection is concluded.
 */
final class DetectionObjects {

    private static final Logger LOG = LoggerFactory.getLogger(DetectionObjects.class);
    private static final int LARGEST = 1 << 20;

    private final ObjectStore store;
    private final String folder;

    DetectionObjects(ObjectStore store, String detectionId) {
        this.store = store;
        this.folder = "work/" + detectionId + "/";
    }

    /** Of all of them together. */
    long bytes() {
        return store.bytesBelow(folder);
    }

    String snapshot() {
        return folder + "snapshot";
    }

    String prepared() {
        return folder + "prepared";
    }

    /** What the worker that prepared says. */
    String prepareResult() {
        return folder + "prepare-result";
    }

    String attempts(int wave, int shard) {
        return "%swaves/%d/attempts/%d".formatted(folder, wave, shard);
    }

    String result(int wave, int shard) {
        return "%swaves/%d/results/%d".formatted(folder, wave, shard);
    }

    String shards(int wave) {
        return "%swaves/%d/shards".formatted(folder, wave);
    }

    private String facts() {
        return folder + "facts";
    }

    private String plan(int wave) {
        return "%swaves/%d/plan".formatted(folder, wave);
    }

    private String review(int wave) {
        return "%swaves/%d/review".formatted(folder, wave);
    }

    /** What the preparation found out, as it was when this was asked first. */
    PreparedFacts settledFacts() {
        if (store.get(facts(), LARGEST) instanceof Found.Present present) {
            return LedgerJson.facts(present.bytes());
        }
        return LedgerJson.facts(store.putOnce(facts(), LedgerJson.write(claimedFacts())));
    }

    private PreparedFacts claimedFacts() {
        if (store.get(prepareResult(), LARGEST) instanceof Found.Present present) {
            try {
                PreparedFacts claimed = LedgerJson.facts(present.bytes());
                if (claimed.isRunnable() || !claimed.problems().isEmpty()) {
                    return claimed;
                }
            } catch (IllegalArgumentException e) {
                LOG.warn("the result of a preparation cannot be read: {}", e.getMessage());
            }
            return PreparedFacts.failed(
                    List.of("The worker that prepared the project left a result that cannot be read"));
        }
        return PreparedFacts.failed(
                List.of("The worker that prepared the project left no result: it died, or ran out of memory or time."
                        + " Give the worker more of either, or set auto_install_dependencies: false."));
    }

    /** The waves so far. */
    Ledger ledger() {
        List<WavePlan> plans = new ArrayList<>();
        List<WaveReview> reviews = new ArrayList<>();
        while (store.get(plan(plans.size()), Integer.MAX_VALUE) instanceof Found.Present plan) {
            plans.add(LedgerJson.plan(plan.bytes()));
            if (!(store.get(review(reviews.size()), Integer.MAX_VALUE) instanceof Found.Present review)) {
                break;
            }
            reviews.add(LedgerJson.review(review.bytes()));
        }
        return new Ledger(plans, reviews);
    }

    /** Keeps a plan, unless there is one of that number; returns the one that counts. */
    WavePlan keep(WavePlan plan) {
        return LedgerJson.plan(store.putOnce(plan(plan.number()), LedgerJson.write(plan)));
    }

    /** Keeps a review, unless there is one of that wave; returns the one that counts. */
    WaveReview keep(int wave, WaveReview review) {
        return LedgerJson.review(store.putOnce(review(wave), LedgerJson.write(review)));
    }

    /**
     * What was planned, and what came of it.
     *
     * @param reviews as many as there are plans, or one fewer while a wave is out
     */
    record Ledger(List<WavePlan> plans, List<WaveReview> reviews) {

        boolean isOpen() {
            return plans.size() > reviews.size();
        }

        WavePlan last() {
            return plans.get(plans.size() - 1);
        }
    }
}
