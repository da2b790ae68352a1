package dev.flakydetector.scorer.explore;

/**
 * What counts as conspicuous.
 *
 * @param rule for flaky groups by their scatter
 * @param falseDiscoveryRate the share of false findings that is accepted among the overdispersed groups
 */
public record Settings(FlakyRule rule, double falseDiscoveryRate) {

    public static final Settings DEFAULT = new Settings(FlakyRule.DEFAULT, 0.05);

    public Settings {
        if (!(0 < falseDiscoveryRate && falseDiscoveryRate < 1)) {
            throw new IllegalArgumentException(
                    "a false discovery rate lies between 0 and 1, found " + falseDiscoveryRate);
        }
    }
}
