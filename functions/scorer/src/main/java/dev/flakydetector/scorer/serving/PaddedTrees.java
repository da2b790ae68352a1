package dev.flakydetector.scorer.serving;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Shallow trees filled up to one depth, so that a walk is arithmetic without a branch that the processor could guess wrong:
 * node n goes to 2n + 1 for less and to 2n + 2 for the rest. Values are compared as whole numbers in the order of the
 * floats. Many rows are walked tree by tree, all nodes of a tree for a block of rows: more steps than one walk a row, but
 * such as a processor takes eight at a time.
 */
final class PaddedTrees {

    private static final int DEEPEST = 8;
    /** From here on a tree has too many nodes to ask them all. */
    private static final int DEEPEST_IN_BLOCKS = 4;
    /** So many rows that their keys, a few dozen columns, stay in the processor's cache. */
    private static final int BLOCK = 256;

    private static final int SIGN = 31;

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

    /** For each row what {@link #sum} gives, to the last bit. Blocks are shared out among the processors. */
    float[] sums(float[][] rows, float base) {
        float[] sums = new float[rows.length];
        if (depth == 0 || depth > DEEPEST_IN_BLOCKS) {
            for (int row = 0; row < rows.length; row++) {
                sums[row] = sum(rows[row], base);
            }
            return sums;
        }
        Arrays.fill(sums, base);
        IntStream.range(0, (rows.length + BLOCK - 1) / BLOCK)
                .parallel()
                .forEach(block -> addBlock(rows, block * BLOCK, sums));
        return sums;
    }

    private void addBlock(float[][] rows, int from, float[] sums) {
        int count = Math.min(BLOCK, rows.length - from);
        int[][] keys = new int[rows[from].length][BLOCK];
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < keys.length; column++) {
                keys[column][row] = ordered(rows[from + row][column]);
            }
        }
        int[][] leafOf = new int[splitsPerTree][BLOCK];
        int leaf = 0;
        for (int first = 0; first < columns.length; first += splitsPerTree) {
            fall(first, keys, leafOf);
            for (int row = 0; row < count; row++) {
                sums[from + row] += leaves[leaf + leafOf[0][row]];
            }
            leaf += splitsPerTree + 1;
        }
    }

    /** From the lowest nodes up: the leaf that each row of the block would reach from there. */
    private void fall(int first, int[][] keys, int[][] leafOf) {
        int lowest = splitsPerTree / 2;
        for (int node = splitsPerTree - 1; node >= 0; node--) {
            int[] column = keys[columns[first + node]];
            int limit = limits[first + node];
            if (node >= lowest) {
                lowest(column, limit, 2 * (node - lowest) + 1, leafOf[node]);
            } else {
                choose(column, limit, leafOf[2 * node + 1], leafOf[2 * node + 2], leafOf[node]);
            }
        }
    }

    private static void lowest(int[] column, int limit, int rightLeaf, int[] leafOf) {
        for (int row = 0; row < BLOCK; row++) {
            leafOf[row] = rightLeaf + allBitsIfLess(column[row], limit);
        }
    }

    private static void choose(int[] column, int limit, int[] left, int[] right, int[] leafOf) {
        for (int row = 0; row < BLOCK; row++) {
            int less = allBitsIfLess(column[row], limit);
            leafOf[row] = (left[row] & less) | (right[row] & ~less);
        }
    }

    /** Minus one for less and else 0, without overflow (Warren, Hacker's Delight, 2-12). */
    private static int allBitsIfLess(int key, int limit) {
        return ((key & ~limit) | (~(key ^ limit) & (key - limit))) >> SIGN;
    }

    /** A whole number in the order of the floats; both zeros are one. */
    private static int ordered(float value) {
        int bits = Float.floatToRawIntBits(value + 0.0f);
        return bits ^ ((bits >> SIGN) & Integer.MAX_VALUE);
    }
}
