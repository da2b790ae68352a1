package dev.flakydetector.failure.cluster;

/** Which cluster each point belongs to, counted from 0 without gaps, and which points are cores. */
public final class Labels {

    static final int NOISE = -1;

    private final int[] clusters;
    private final boolean[] cores;

    Labels(int[] clusters, boolean[] cores) {
        this.clusters = clusters.clone();
        this.cores = cores.clone();
    }

    public int size() {
        return clusters.length;
    }

    public boolean isNoise(int point) {
        return clusters[point] == NOISE;
    }

    public int cluster(int point) {
        return clusters[point];
    }

    public boolean isCore(int point) {
        return cores[point];
    }

    /** The labels of others, each of which stands at one of these points. */
    public Labels at(int[] points) {
        int[] theirs = new int[points.length];
        boolean[] cores = new boolean[points.length];
        for (int i = 0; i < points.length; i++) {
            theirs[i] = clusters[points[i]];
            cores[i] = this.cores[points[i]];
        }
        return new Labels(theirs, cores);
    }
}
