package dev.flakydetector.pipeline;

import dev.flakydetector.domain.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What came of a wave beyond the attempts that are in the history.
 *
 * @param struck numbers of attempts whose worker was lost or not to be believed; two strikes and an attempt is given up
 * @param obstacle why no attempt of this detection can run; empty when they can
 */
public record WaveReview(List<Integer> struck, List<Problem> problems, Optional<Problem> obstacle) {

    public WaveReview {
        struck = List.copyOf(struck);
        problems = List.copyOf(problems);
    }

    /** The review of a wave, from those of its shards. */
    public static WaveReview of(List<WaveReview> shards) {
        return new WaveReview(
                shards.stream().flatMap(shard -> shard.struck().stream()).toList(),
                shards.stream().flatMap(shard -> shard.problems().stream()).toList(),
                shards.stream().flatMap(shard -> shard.obstacle().stream()).findFirst());
    }
}
