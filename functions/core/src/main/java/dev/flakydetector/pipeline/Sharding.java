package dev.flakydetector.pipeline;

import dev.flakydetector.domain.Attempt;
import dev.flakydetector.pipeline.WavePlan.PlannedShard;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Deals attempts out to workers. */
public final class Sharding {

    /** Above this many a state machine fans out by a distributed map. */
    public static final int MOST_INLINE = 40;

    /** A worker pays for getting ready once a shard, and loses the whole shard when it dies. */
    private static final int MOST_ATTEMPTS = 25;

    /** Of a wave that is dealt out; whoever takes in what came of it has a second and half a gigabyte. */
    private static final int MOST_AT_ONCE = 500;

    private static final int MOST_OUTCOMES_AT_ONCE = 100_000;

    /** Each takes up to some three hundred of the 25,000 events that a state machine may have. */
    private static final int MOST_WAVES = 60;

    private Sharding() {}

    /**
     * How many attempts are dealt out at once at the most: a large wave of the plan goes out in parts, and nothing is asked
     * between them.
     *
     * @param tests that ran in an attempt so far
     */
    public static int mostAtOnce(int runs, int tests) {
        int most = Math.min(MOST_AT_ONCE, MOST_OUTCOMES_AT_ONCE / Math.max(1, tests));
        return Math.max(most, ceilDiv(runs, MOST_WAVES));
    }

    /**
     * As many shards as run at once, or more where a shard would grow too long.
     *
     * @param nonces gives a word that nobody can guess, another one each time
     */
    public static List<PlannedShard> cut(List<Attempt> attempts, int parallelism, Supplier<String> nonces) {
        int size = size(attempts.size(), parallelism);
        List<PlannedShard> shards = new ArrayList<>();
        for (int from = 0; from < attempts.size(); from += size) {
            List<Integer> numbers = attempts.subList(from, Math.min(from + size, attempts.size())).stream()
                    .map(Attempt::number)
                    .toList();
            shards.add(new PlannedShard(shards.size(), nonces.get(), numbers));
        }
        return shards;
    }

    /** How many shards {@link #cut} makes of that many attempts. */
    public static int count(int attempts, int parallelism) {
        return ceilDiv(attempts, size(attempts, parallelism));
    }

    private static int size(int attempts, int parallelism) {
        return Math.min(MOST_ATTEMPTS, Math.max(1, ceilDiv(attempts, parallelism)));
    }

    private static int ceilDiv(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }
}
