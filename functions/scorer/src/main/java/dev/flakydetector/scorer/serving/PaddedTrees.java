package dev.flakydetector.scorer.serving;

import java.util.Optional;

/**
 * Shallow trees filled up to one depth, so that a walk is arithmetic without a branch that the processor could guess wrong:
 * node n goes to 2n + 1 for less and to 2n + 2 for the rest. Values are compared as whole numbers in the order of the
 * floats.
 */
final class PaddedTrees {

    private static final int DEEPEST = 8;

    private final int depth;
    private final int splitsPerTree;
    private final int[] columns;
    private final int[] limits;
    private final float[] leaves;

    private PaddedTrees(int trees, int depth) {
        this.depth = depth;
        this.splitsPerTree = (1 << depth) - 1;
        this.columns = new int[trees * splitsPerTree];
        this.limits = new int[trees * splitsPerTree];
        this.leaves = new float[trees << depth];
    }

    /** Empty where the trees are too deep to be filled up. */
    static Optional<PaddedTrees> of(int[] roots, int[] columns, float[] values, int[] lesser) {
        int depth = 0;
        for (int root : roots) {
            depth = Math.max(depth, depth(root, columns, lesser, 0));
        }
        if (depth > DEEPEST) {
            return Optional.empty();
        }
        PaddedTrees padded = new PaddedTrees(roots.length, depth);
        for (int tree = 0; tree < roots.length; tree++) {
            padded.fill(tree, 0, 0, roots[tree], columns, values, lesser);
        }
        return Optional.of(padded);
    }

    private static int depth(int node, int[] columns, int[] lesser, int above) {
        if (columns[node] == FlatTrees.LEAF || above > DEEPEST) {
            return above;
        }
        return Math.max(
                depth(lesser[node], columns, lesser, above + 1), depth(lesser[node] + 1, columns, lesser, above + 1));
    }

    /** A leaf above the lowest row is repeated below, under splits whose outcome makes no difference. */
    private void fill(int tree, int place, int level, int node, int[] from, float[] values, int[] lesser) {
        boolean isLeaf = from[node] == FlatTrees.LEAF;
        if (level == depth) {
            leaves[(tree << depth) + place - splitsPerTree] = values[node];
            return;
        }
        if (!isLeaf) {
            columns[tree * splitsPerTree + place] = from[node];
            limits[tree * splitsPerTree + place] = ordered(values[node]);
        }
        fill(tree, 2 * place + 1, level + 1, isLeaf ? node : lesser[node], from, values, lesser);
        fill(tree, 2 * place + 2, level + 1, isLeaf ? node : lesser[node] + 1, from, values, lesser);
    }

    float sum(float[] row, float base) {
        int[] keys = new int[row.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = ordered(row[i]);
        }
        float sum = base;
        int leaf = -splitsPerTree;
        for (int first = 0; first < columns.length; first += splitsPerTree) {
            int place = 0;
            for (int level = 0; level < depth; level++) {
                int at = first + place;
                int isLess = (int) (((long) keys[columns[at]] - limits[at]) >>> 63);
                place = 2 * place + 2 - isLess;
            }
            sum += leaves[leaf + place];
            leaf += splitsPerTree + 1;
        }
        return sum;
    }

    /** A whole number in the order of the floats; both zeros are one. */
    private static int ordered(float value) {
        int bits = Float.floatToRawIntBits(value + 0.0f);
        return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    }
}
