package dev.flakydetector.verdict;

import static dev.flakydetector.domain.Variation.HASH_ORDER;
import static dev.flakydetector.domain.Variation.LOCALE;
import static dev.flakydetector.domain.Variation.ORDER;
import static dev.flakydetector.domain.Variation.TIMEZONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.Variation;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OnlyWhenTest {

    private static final Set<Variation> NOTHING = Set.of();

    @Test
    void speaksPlainlyWhereChanceIsAPoorExplanation() {
        assertThat(describe(Map.of(NOTHING, new RunCount(0, 5), Set.of(ORDER), new RunCount(5, 5))))
                .contains("only when shuffled");
        assertThat(describe(Map.of(NOTHING, new RunCount(0, 10), Set.of(TIMEZONE), new RunCount(6, 10))))
                .contains("only in another time zone");
    }

    @Test
    void saysSoFarWhereChanceMayBeTheExplanation() {
        assertThat(describe(Map.of(NOTHING, new RunCount(0, 5), Set.of(TIMEZONE), new RunCount(3, 5))))
                .contains("so far only in another time zone");
    }

    @Test
    void namesTogetherWhatWasOnlyEverVariedTogether() {
        assertThat(describe(Map.of(NOTHING, new RunCount(0, 9), Set.of(ORDER, LOCALE), new RunCount(9, 9))))
                .contains("only when shuffled and in another locale");
        assertThat(describe(Map.of(NOTHING, new RunCount(0, 9), Set.of(ORDER, TIMEZONE, LOCALE), new RunCount(9, 9))))
                .contains("only when shuffled, in another time zone and in another locale");
    }

    @Test
    void neverNamesTheHashSeedSinceControlsGetAnotherOneToo() {
        assertThat(describe(Map.of(NOTHING, new RunCount(0, 9), Set.of(ORDER, HASH_ORDER), new RunCount(9, 9))))
                .contains("only when shuffled");
        assertThat(describe(Map.of(NOTHING, new RunCount(0, 9), Set.of(HASH_ORDER), new RunCount(9, 9))))
                .isEmpty();
    }

    @Test
    void namesWhatTheFailingAttemptsShareAndNoMore() {
        assertThat(describe(Map.of(
                        NOTHING,
                        new RunCount(0, 6),
                        Set.of(ORDER),
                        new RunCount(4, 6),
                        Set.of(ORDER, LOCALE),
                        new RunCount(5, 6),
                        Set.of(LOCALE),
                        new RunCount(0, 6))))
                .contains("only when shuffled");
    }

    @Test
    void staysVagueWhereTheFailingAttemptsShareNothing() {
        assertThat(describe(Map.of(
                        NOTHING,
                        new RunCount(0, 9),
                        Set.of(ORDER),
                        new RunCount(4, 5),
                        Set.of(LOCALE),
                        new RunCount(4, 5))))
                .contains("only when something was varied");
    }

    @Test
    void isSilentWhereAControlFailedOrNoneRanOrNothingFailed() {
        assertThat(describe(Map.of(NOTHING, new RunCount(1, 20), Set.of(ORDER), new RunCount(20, 20))))
                .isEmpty();
        assertThat(describe(Map.of(Set.of(ORDER), new RunCount(5, 5)))).isEmpty();
        assertThat(describe(Map.of(NOTHING, new RunCount(0, 5), Set.of(ORDER), new RunCount(0, 5))))
                .isEmpty();
        assertThat(describe(Map.of())).isEmpty();
    }

    @Test
    void namesTheHashSeedWhereControlsKeepTheirs() {
        Map<Set<Variation>, RunCount> counts =
                Map.of(NOTHING, new RunCount(0, 9), Set.of(HASH_ORDER), new RunCount(9, 9));

        assertThat(OnlyWhen.of(counts, Set.of())).contains("only with another hash seed");
    }

    private static Optional<String> describe(Map<Set<Variation>, RunCount> byVariations) {
        return OnlyWhen.of(byVariations, Set.of(HASH_ORDER));
    }
}
