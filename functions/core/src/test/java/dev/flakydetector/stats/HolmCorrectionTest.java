package dev.flakydetector.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HolmCorrectionTest {

    private static final Offset<Double> EXACT = Offset.offset(1e-12);

    /** R's documentation of p.adjust with method "holm" defines these: running maximum of (m - rank + 1) p, at most 1. */
    @Test
    void stepsDownAndNeverFalls() {
        List<Double> adjusted = HolmCorrection.adjust(List.of(0.01, 0.04, 0.03, 0.005, 0.9));

        assertThat(adjusted.get(0)).isCloseTo(0.04, EXACT);
        assertThat(adjusted.get(1)).isCloseTo(0.09, EXACT);
        assertThat(adjusted.get(2)).isCloseTo(0.09, EXACT);
        assertThat(adjusted.get(3)).isCloseTo(0.025, EXACT);
        assertThat(adjusted.get(4)).isCloseTo(0.9, EXACT);
    }

    @Test
    void staysWithinOneAndTakesNoneForNone() {
        assertThat(HolmCorrection.adjust(List.of(0.6, 0.7))).containsExactly(1.0, 1.0);
        assertThat(HolmCorrection.adjust(List.of())).isEmpty();
    }

    @Test
    void ofEightAxesSixRunsAnArmShowADeterministicCauseAndFiveDoNot() {
        assertThat(smallestOfEight(FisherExactTest.twoSided(6, 6, 0, 6))).isLessThan(0.05);
        assertThat(smallestOfEight(FisherExactTest.twoSided(5, 5, 0, 5))).isGreaterThan(0.05);
    }

    @Test
    void ofEightAxesTwentyRunsAnArmShowAShiftOfFortyPercentAndTenDoNot() {
        assertThat(smallestOfEight(FisherExactTest.twoSided(8, 20, 0, 20))).isLessThan(0.05);
        assertThat(smallestOfEight(FisherExactTest.twoSided(4, 10, 0, 10))).isGreaterThan(0.05);
    }

    private static double smallestOfEight(double p) {
        return HolmCorrection.adjust(
                        Stream.concat(Stream.of(p), Stream.generate(() -> 1.0).limit(7))
                                .toList())
                .get(0);
    }
}
