package dev.flakydetector.pipeline;

import java.util.List;

/**
 * What was handed to workers at once.
 *
 * @param number counts from zero; attempts that came to nothing are in a later one again
 */
public record WavePlan(int number, List<PlannedShard> shards) {

    public WavePlan {
        shards = List.copyOf(shards);
    }

    /** How many attempts were handed out. */
    public int attempts() {
        return shards.stream().mapToInt(shard -> shard.attempts().size()).sum();
    }

    /**
     * A shard before its detection is put in.
     *
     * @param nonce given to its worker alone
     * @param attempts numbers in the detection's plan
     */
    public record PlannedShard(int index, String nonce, List<Integer> attempts) {

        public PlannedShard {
            attempts = List.copyOf(attempts);
        }
    }
}
