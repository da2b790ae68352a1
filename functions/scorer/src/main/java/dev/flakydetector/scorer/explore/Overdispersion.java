package dev.flakydetector.scorer.explore;

import dev.flakydetector.stats.BenjaminiHochberg;
import dev.flakydetector.stats.ChiSquare;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Whether a group's runs differ more than they would if every scenario failed independently with one probability: then the
 * failures come in bunches, from run to run, which is what flaky means.
 *
 * @param dispersion Pearson's statistic by its degrees of freedom; 1 is what independent failures give
 * @param correlation of two scenarios of one run, as of a beta-binomial with these moments; 0 where dispersion is below 1
 * @param pValue of the dispersion test
 * @param qValue the same, adjusted for the number of groups tested
 */
record Overdispersion(
        GroupSummary group,
        long scenarios,
        long failures,
        double dispersion,
        double correlation,
        double pValue,
        double qValue) {

    private static final Comparator<Overdispersion> CLEAREST_FIRST = Comparator.comparingDouble(Overdispersion::pValue)
            .thenComparing(test -> -test.dispersion())
            .thenComparing(test -> test.group().label());

    /** Tests every group that has enough runs, some failures and some passes; the clearest comes first. */
    static List<Overdispersion> test(Grouping grouping, List<Run> runs, int leastRuns) {
        List<Overdispersion> tests = new ArrayList<>();
        grouping.parts(runs).forEach((key, part) -> {
            long failures = part.stream().mapToLong(Run::failures).sum();
            long scenarios = part.stream().mapToLong(Run::scenarios).sum();
            if (part.size() >= Math.max(2, leastRuns) && 0 < failures && failures < scenarios) {
                tests.add(test(GroupSummary.of(key, part), part, scenarios, failures));
            }
        });
        double[] adjusted = BenjaminiHochberg.adjusted(
                tests.stream().mapToDouble(Overdispersion::pValue).toArray());
        List<Overdispersion> found = new ArrayList<>();
        for (int i = 0; i < adjusted.length; i++) {
            found.add(tests.get(i).withQ(adjusted[i]));
        }
        found.sort(CLEAREST_FIRST);
        return found;
    }

    /**
     * Pearson's statistic against a chi-square of the same mean and variance. The plain chi-square would call too many
     * groups where runs have few expected failures, as its variance lacks the term in 1/(n p (1 − p)).
     */
    private static Overdispersion test(GroupSummary group, List<Run> runs, long scenarios, long failures) {
        double p = (double) failures / scenarios;
        double pq = p * (1 - p);
        double statistic = 0;
        double squares = 0;
        double excess = 0;
        for (Run run : runs) {
            double off = run.failures() - run.scenarios() * p;
            statistic += off * off / (run.scenarios() * pq);
            squares += (double) run.scenarios() * run.scenarios();
            excess += (1 / pq - 6) / run.scenarios();
        }
        int free = runs.size() - 1;
        double variance = Math.max((2.0 * runs.size() + excess) * free / runs.size(), 1e-9);
        double scale = variance / (2.0 * free);
        double pValue = ChiSquare.upperTail(statistic / scale, free / scale);
        double dispersion = statistic / free;
        double typicalSize = (scenarios - squares / scenarios) / free;
        double correlation = typicalSize <= 1 ? 0 : Math.max(0, Math.min(1, (dispersion - 1) / (typicalSize - 1)));
        return new Overdispersion(group, scenarios, failures, dispersion, correlation, pValue, pValue);
    }

    private Overdispersion withQ(double adjusted) {
        return new Overdispersion(group, scenarios, failures, dispersion, correlation, pValue, adjusted);
    }
}
