package dev.flakydetector.failure.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.failure.text.Fingerprint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DensityClustersTest {

    @Test
    void agreesWithThePlainDefinitionOnRandomPoints() {
        for (int seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Fingerprint> points = points(random, 30 + random.nextInt(50));
            int[] times = new int[points.size()];
            Arrays.setAll(times, i -> random.nextInt(10) == 0 ? 3 : 1);

            Labels labels = DensityClusters.of(points, times);

            boolean[] core = plainCores(points, times);
            assertThat(wrong(labels, points, core)).as("seed %d", seed).isEmpty();
            assertThat(clusters(labels)).isEqualTo(plainClusters(points, core));
        }
    }

    private static List<Integer> wrong(Labels labels, List<Fingerprint> points, boolean[] core) {
        List<Integer> wrong = new ArrayList<>();
        for (int i = 0; i < core.length; i++) {
            boolean right =
                    labels.isCore(i) == core[i] && labels.isNoise(i) == (!core[i] && !nextToCore(i, points, core));
            for (int j = 0; j < i; j++) {
                right &= !core[i]
                        || !core[j]
                        || !near(points.get(i), points.get(j))
                        || labels.cluster(i) == labels.cluster(j);
            }
            if (!right) {
                wrong.add(i);
            }
        }
        return wrong;
    }

    @Test
    void aPointSeenThreeTimesIsAClusterByItself() {
        Fingerprint point = new Fingerprint(new long[] {1, 2}, new int[] {1, 1});

        Labels labels = DensityClusters.of(List.of(point), new int[] {3});

        assertThat(labels.cluster(0)).isZero();
    }

    @Test
    void failuresThatSayNothingAreNoiseHoweverMany() {
        Fingerprint nothing = new Fingerprint(new long[0], new int[0]);

        assertThat(DensityClusters.of(List.of(nothing), new int[] {9}).isNoise(0))
                .isTrue();
    }

    /** Variations of some prototypes, so that points lie near and far. */
    private static List<Fingerprint> points(SplittableRandom random, int count) {
        TreeSet<String> seen = new TreeSet<>();
        List<Fingerprint> points = new ArrayList<>();
        while (points.size() < count) {
            long base = 100L * random.nextInt(4);
            long[] features = random.longs(0, 14)
                    .limit(30)
                    .map(f -> base + (f < 11 ? f : f + 1_000 + random.nextInt(2) * 50))
                    .distinct()
                    .limit(11)
                    .sorted()
                    .toArray();
            int[] weights =
                    Arrays.stream(features).mapToInt(f -> 1 + (int) (f % 3)).toArray();
            if (seen.add(Arrays.toString(features))) {
                points.add(new Fingerprint(features, weights));
            }
        }
        return points;
    }

    private static boolean near(Fingerprint one, Fingerprint other) {
        return one.similarity(other) >= DensityClusters.SIMILARITY;
    }

    private static boolean[] plainCores(List<Fingerprint> points, int[] times) {
        boolean[] core = new boolean[times.length];
        for (int i = 0; i < times.length; i++) {
            int around = 0;
            for (int j = 0; j < times.length; j++) {
                around += near(points.get(i), points.get(j)) ? times[j] : 0;
            }
            core[i] = around >= DensityClusters.LEAST;
        }
        return core;
    }

    private static boolean nextToCore(int point, List<Fingerprint> points, boolean[] core) {
        for (int j = 0; j < core.length; j++) {
            if (core[j] && near(points.get(point), points.get(j))) {
                return true;
            }
        }
        return false;
    }

    private static long clusters(Labels labels) {
        TreeSet<Integer> found = new TreeSet<>();
        for (int i = 0; i < labels.size(); i++) {
            if (!labels.isNoise(i)) {
                found.add(labels.cluster(i));
            }
        }
        return found.size();
    }

    private static long plainClusters(List<Fingerprint> points, boolean[] core) {
        int[] home = new int[core.length];
        Arrays.setAll(home, i -> i);
        for (int round = 0; round < core.length; round++) {
            for (int i = 0; i < core.length; i++) {
                for (int j = 0; j < core.length; j++) {
                    if (core[i] && core[j] && near(points.get(i), points.get(j))) {
                        home[i] = Math.min(home[i], home[j]);
                    }
                }
            }
        }
        TreeSet<Integer> homes = new TreeSet<>();
        for (int i = 0; i < core.length; i++) {
            if (core[i]) {
                homes.add(home[i]);
            }
        }
        return homes.size();
    }
}
