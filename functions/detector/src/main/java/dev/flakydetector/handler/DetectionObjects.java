package dev.flakydetector.handler;

import dev.flakydetector.pipeline.PreparedFacts;
import dev.flakydetector.pipeline.WavePlan;
import dev.flakydetector.pipeline.WaveReview;
import dev.flakydetector.remote.ObjectStore;
import dev.flakydetector.remote.ObjectStore.Found;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

    private String counts(int wave, String name) {
        return "%swaves/%d/counts/%s".formatted(folder, wave, name);
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
        List<ClosedWave> closed = new ArrayList<>();
        while (store.get(plan(plans.size()), Integer.MAX_VALUE) instanceof Found.Present plan) {
            plans.add(LedgerJson.plan(plan.bytes()));
            if (!(store.get(review(closed.size()), Integer.MAX_VALUE) instanceof Found.Present review)) {
                break;
            }
            closed.add(LedgerJson.closed(review.bytes()));
        }
        return new Ledger(plans, closed);
    }

    /** Keeps a plan, unless there is one of that number; returns the one that counts. */
    WavePlan keep(WavePlan plan) {
        return LedgerJson.plan(store.putOnce(plan(plan.number()), LedgerJson.write(plan)));
    }

    /**
     * Closes a wave, unless it is closed already.
     *
     * @param counts of all attempts up to and with this wave's, as they are to be stored
     * @return what counts from now on: this, or what the first call said
     */
    ClosedWave close(int wave, WaveReview review, byte[] counts) {
        // Named by their content, and put down before the review that names them: of two calls that close a wave at
        // once,
        // the one whose review comes first has its counts there, and the other's lie unread.
        String name = sha256(counts);
        store.put(counts(wave, name), counts);
        ClosedWave closed = new ClosedWave(review, Optional.of(name));
        return LedgerJson.closed(store.putOnce(review(wave), LedgerJson.write(closed)));
    }

    /** The stored counts of all attempts up to and with the last closed wave's; empty when there are none. */
    Optional<byte[]> counts(Ledger ledger) {
        int wave = ledger.closed().size() - 1;
        if (wave < 0) {
            return Optional.empty();
        }
        return ledger.closed().get(wave).counts().flatMap(name -> {
            Found found = store.get(counts(wave, name), Integer.MAX_VALUE);
            return found instanceof Found.Present present ? Optional.of(present.bytes()) : Optional.empty();
        });
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    /**
     * A wave that is over.
     *
     * @param counts name of the stored counts of all attempts so far
     */
    record ClosedWave(WaveReview review, Optional<String> counts) {}

    /**
     * What was planned, and what came of it.
     *
     * @param closed as many as there are plans, or one fewer while a wave is out
     */
    record Ledger(List<WavePlan> plans, List<ClosedWave> closed) {

        Ledger {
            plans = List.copyOf(plans);
            closed = List.copyOf(closed);
        }

        boolean isOpen() {
            return plans.size() > closed.size();
        }

        WavePlan last() {
            return plans.get(plans.size() - 1);
        }

        List<WaveReview> reviews() {
            return closed.stream().map(ClosedWave::review).toList();
        }

        /** This, after its open wave has ended. */
        Ledger with(ClosedWave wave) {
            return new Ledger(
                    plans, Stream.concat(closed.stream(), Stream.of(wave)).toList());
        }
    }
}
