package dev.flakydetector.failure;

/** The key of a new cluster, after its first failure; later ones do not change it. */
final class ClusterKey {

    private ClusterKey() {}

    static String of(Algorithm algorithm, long firstFailure) {
        return "%s%d-%012x".formatted(algorithm.token().charAt(0), algorithm.version(), firstFailure & 0xffffffffffffL);
    }
}
