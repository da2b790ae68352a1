package dev.flakydetector.scorer.serving;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Trees as arrays. A node either splits, on {@code columns[node]} being less than {@code values[node]} and then going to
 * {@code lesser[node]} or else to the node after it, or it is a leaf that adds {@code values[node]}.
 */
public final class FlatTrees implements Scorer {

    /** Stands in {@code columns} for a leaf. */
    public static final int LEAF = -1;

    private final int[] roots;
    private final int[] columns;
    private final float[] values;
    private final int[] lesser;
    private final float base;
    private final Link link;
    private final Optional<PaddedTrees> padded;

    public FlatTrees(int[] roots, int[] columns, float[] values, int[] lesser, float base, Link link) {
        if (columns.length != values.length || columns.length != lesser.length) {
            throw new IllegalArgumentException("The arrays of the nodes differ in length");
        }
        this.roots = roots.clone();
        this.columns = columns.clone();
        this.values = values.clone();
        this.lesser = lesser.clone();
        this.base = base;
        this.link = Objects.requireNonNull(link);
        for (int root : roots) {
            Objects.checkIndex(root, columns.length);
        }
        for (int node = 0; node < columns.length; node++) {
            // Forward only, so no walk can go round in circles.
            if (columns[node] != LEAF && (lesser[node] <= node || lesser[node] + 1 >= columns.length)) {
                throw new IllegalArgumentException("Node %d points to no node after it".formatted(node));
            }
        }
        this.padded = roots.length == 0 || width() == 0
                ? Optional.empty()
                : PaddedTrees.of(this.roots, this.columns, this.values, this.lesser);
    }

    @Override
    public double probability(float[] row) {
        return link.probability(padded.map(trees -> trees.sum(row, base)).orElseGet(() -> walked(row)));
    }

    @Override
    public double[] probabilities(float[][] rows) {
        if (padded.isEmpty()) {
            return Scorer.super.probabilities(rows);
        }
        float[] sums = padded.orElseThrow().sums(rows, base);
        double[] probabilities = new double[rows.length];
        for (int row = 0; row < rows.length; row++) {
            probabilities[row] = link.probability(sums[row]);
        }
        return probabilities;
    }

    private float walked(float[] row) {
        float sum = base;
        for (int root : roots) {
            int node = root;
            int column = columns[node];
            while (column >= 0) {
                node = lesser[node] + (row[column] < values[node] ? 0 : 1);
                column = columns[node];
            }
            sum += values[node];
        }
        return sum;
    }

    /** How many columns a row must have at least. */
    public int width() {
        return Arrays.stream(columns).max().orElse(LEAF) + 1;
    }

    public int[] roots() {
        return roots.clone();
    }

    public int[] columns() {
        return columns.clone();
    }

    public float[] values() {
        return values.clone();
    }

    public int[] lesser() {
        return lesser.clone();
    }

    public float base() {
        return base;
    }

    public Link link() {
        return link;
    }
}
