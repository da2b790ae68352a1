package dev.flakydetector.scorer.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakydetector.scorer.serving.Scorer.Link;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlatTreesTest {

    /** x0 < 0.5 gives 1; else x1 < -2 gives 2 and anything more 4. A second tree is a single leaf of 8. */
    private final FlatTrees trees = new FlatTrees(
            new int[] {0, 5},
            new int[] {0, -1, 1, -1, -1, -1},
            new float[] {0.5f, 0.01f, -2, 0.02f, 0.04f, 0.08f},
            new int[] {1, 0, 3, 0, 0, 0},
            0,
            Link.IDENTITY);

    @Test
    void sumsTheLeavesThatARowFallsInto() {
        assertThat(trees.probability(new float[] {0, 9})).isEqualTo(0.01f + 0.08f);
        assertThat(trees.probability(new float[] {0.5f, -2.1f})).isEqualTo(0.02f + 0.08f);
        assertThat(trees.probability(new float[] {0.5f, -2}))
                .as("equal is not less")
                .isEqualTo(0.04f + 0.08f);
    }

    @Test
    void deepTreesAndFilledUpOnesAgree() {
        SplittableRandom chance = new SplittableRandom(3);
        int[] columns = {0, 1, 2, -1, -1, -1, -1};
        float[] values = new float[7];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (chance.nextDouble() - 0.5);
        }
        int[] lesser = {1, 3, 5, 0, 0, 0, 0};
        FlatTrees shallow = new FlatTrees(new int[] {0}, columns, values, lesser, 0, Link.LOGISTIC);

        for (int i = 0; i < 1_000; i++) {
            float[] row = {half(chance), half(chance), half(chance)};
            float expected = row[0] < values[0]
                    ? (row[1] < values[1] ? values[3] : values[4])
                    : (row[2] < values[2] ? values[5] : values[6]);
            assertThat(shallow.probability(row)).isEqualTo(1 / (1 + Math.exp(-expected)));
        }
    }

    private static float half(SplittableRandom chance) {
        return (float) (chance.nextDouble() - 0.5);
    }

    @Test
    void treesDeeperThanCanBeFilledUpAreWalked() {
        int depth = 12;
        int[] columns = new int[2 * depth + 1];
        float[] values = new float[2 * depth + 1];
        int[] lesser = new int[2 * depth + 1];
        for (int level = 0; level < depth; level++) {
            int node = 2 * level;
            columns[node] = 0;
            values[node] = level + 0.5f;
            lesser[node] = node + 1;
            columns[node + 1] = FlatTrees.LEAF;
            values[node + 1] = level / 100f;
        }
        columns[2 * depth] = FlatTrees.LEAF;
        values[2 * depth] = 1;
        FlatTrees deep = new FlatTrees(new int[] {0}, columns, values, lesser, 0, Link.IDENTITY);

        assertThat(deep.probability(new float[] {7})).isEqualTo(0.07f);
        assertThat(deep.probability(new float[] {99})).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "1, 255", "2, 256", "3, 257", "4, 700", "5, 300", "9, 20"})
    void manyRowsAtOnceAgreeToTheLastBitWithOneAfterTheOther(int depth, int count) {
        SplittableRandom chance = new SplittableRandom(depth);
        FlatTrees forest = forest(depth, chance);
        float[][] rows = new float[count][];
        for (int row = 0; row < count; row++) {
            rows[row] = new float[] {half(chance), half(chance) * Float.MAX_VALUE, chance.nextInt(2), half(chance)};
        }
        rows[0] = new float[] {-0.0f, Float.NEGATIVE_INFINITY, 0, Float.NaN};
        rows[count - 1] = new float[] {0, Float.POSITIVE_INFINITY, 1, Float.MIN_VALUE};

        double[] together = forest.probabilities(rows);

        for (int row = 0; row < count; row++) {
            assertThat(together[row]).isEqualTo(forest.probability(rows[row]));
        }
        assertThat(forest.probabilities(new float[0][])).isEmpty();
    }

    /** Twenty full trees whose limits are small, huge, zero of both signs, and of both columns' kinds. */
    private static FlatTrees forest(int depth, SplittableRandom chance) {
        int trees = 20;
        int nodes = (2 << depth) - 1;
        int[] roots = new int[trees];
        int[] columns = new int[trees * nodes];
        float[] values = new float[trees * nodes];
        int[] lesser = new int[trees * nodes];
        for (int tree = 0; tree < trees; tree++) {
            roots[tree] = tree * nodes;
            for (int node = 0; node < nodes; node++) {
                boolean isLeaf = node >= nodes / 2;
                int at = tree * nodes + node;
                columns[at] = isLeaf ? FlatTrees.LEAF : chance.nextInt(4);
                lesser[at] = isLeaf ? 0 : tree * nodes + 2 * node + 1;
                float scale = columns[at] == 1 ? Float.MAX_VALUE : 1;
                values[at] = chance.nextInt(8) == 0 ? -0.0f : half(chance) * scale;
                if (isLeaf) {
                    values[at] = half(chance);
                }
            }
        }
        return new FlatTrees(roots, columns, values, lesser, 0.25f, Link.LOGISTIC);
    }

    @Test
    void refusesANodeThatPointsBack() {
        assertThatThrownBy(() -> new FlatTrees(
                        new int[] {0}, new int[] {0, -1, -1}, new float[3], new int[] {0, 0, 0}, 0, Link.IDENTITY))
                .hasMessageContaining("no node after it");
    }
}
