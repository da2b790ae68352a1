package dev.flakydetector.domain;

import java.util.List;

/**
 * The attempts that one worker is to run, with all that it needs to know.
 *
 * @param detection as it stands, framework and test command chosen
 * @param index its place among the shards of its wave
 */
public record Shard(Detection detection, int index, List<Attempt> attempts) {

    public Shard {
        attempts = List.copyOf(attempts);
    }
}
