package dev.flakydetector.scorer.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flakydetector.scorer.table.TimestampParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OverdispersionTest {

    @Test
    void callsFewGroupsThatFailIndependently() {
        List<Run> runs = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(7);
        for (int group = 0; group < 1_000; group++) {
            for (int i = 0; i < 10 + group % 30; i++) {
                runs.add(run("g" + group, 20 + i % 30, 0.05, random));
            }
        }

        List<Overdispersion> tests = Overdispersion.test(Grouping.SQUAD, runs, 5);

        assertThat(tests).hasSize(1_000);
        assertThat(share(tests, 0.05)).isCloseTo(0.05, within(0.02));
        assertThat(share(tests, 0.001)).isLessThan(0.005);
        assertThat(tests).filteredOn(test -> test.qValue() < 0.05).hasSizeLessThan(3);
    }

    private static double share(List<Overdispersion> tests, double alpha) {
        return (double) tests.stream().filter(test -> test.pValue() < alpha).count() / tests.size();
    }

    @Test
    void findsTheGroupWhoseFailuresComeInBunches() {
        List<Run> runs = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(11);
        for (int group = 0; group < 20; group++) {
            for (int i = 0; i < 40; i++) {
                double rate = group == 13 ? (i % 4 == 0 ? 0.5 : 0.02) : 0.14;
                runs.add(run("g" + group, 50, rate, random));
            }
        }

        List<Overdispersion> tests = Overdispersion.test(Grouping.SQUAD, runs, 5);

        assertThat(tests.get(0).group().label()).isEqualTo("g13");
        assertThat(tests.get(0).qValue()).isLessThan(1e-9);
        assertThat(tests.get(0).correlation()).isBetween(0.2, 0.6);
        assertThat(tests).filteredOn(test -> test.qValue() < 0.05).hasSize(1);
    }

    @Test
    void saysNothingOfSmallGroupsAndOfThoseThatNeverOrAlwaysFail() {
        SplittableRandom random = new SplittableRandom(1);
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            runs.add(run("never", 10, 0, random));
            runs.add(run("always", 10, 1, random));
        }
        runs.add(run("small", 10, 0.5, random));

        assertThat(Overdispersion.test(Grouping.SQUAD, runs, 5)).isEmpty();
    }

    private static Run run(String squad, int scenarios, double rate, SplittableRandom random) {
        int failures = 0;
        for (int i = 0; i < scenarios; i++) {
            failures += random.nextDouble() < rate ? 1 : 0;
        }
        return new Run(
                0,
                TimestampParser.parse("2025-01-01").orElseThrow(),
                squad,
                "web",
                "test_app",
                "chrome",
                Optional.empty(),
                scenarios,
                failures);
    }
}
