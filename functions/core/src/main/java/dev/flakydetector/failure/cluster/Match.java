package dev.flakydetector.failure.cluster;

import java.util.OptionalInt;

/**
 * What a failure looks like.
 *
 * @param cluster the cluster it falls into; empty outside every cluster
 * @param similarity to the nearest failure found, from 0 to 1
 */
public record Match(OptionalInt cluster, double similarity) {

    static final Match NONE = new Match(OptionalInt.empty(), 0);

    static Match of(int cluster, double similarity, double least) {
        return new Match(similarity >= least ? OptionalInt.of(cluster) : OptionalInt.empty(), similarity);
    }
}
