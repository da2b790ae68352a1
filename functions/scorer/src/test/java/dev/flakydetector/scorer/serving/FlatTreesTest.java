package dev.flakydetector.scorer.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakydetector.scorer.serving.Scorer.Link;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

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

    @Test
    void refusesANodeThatPointsBack() {
        assertThatThrownBy(() -> new FlatTrees(
                        new int[] {0}, new int[] {0, -1, -1}, new float[3], new int[] {0, 0, 0}, 0, Link.IDENTITY))
                .hasMessageContaining("no node after it");
    }
}
