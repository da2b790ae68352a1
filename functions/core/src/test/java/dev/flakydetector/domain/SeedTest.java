package dev.flakydetector.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeedTest {

    @ParameterizedTest
    @CsvSource({"1, 99999", "0, 0", "7, 8", "1, 1000", "5, 2147483647"})
    void derivedSeedsAreDistinctAndWithinTheRange(int min, int max) {
        SeedRange range = new SeedRange(min, max);
        int count = (int) Math.min(5_000, range.size());
        Set<Seed> seeds = new HashSet<>();

        IntStream.range(0, count).forEach(i -> seeds.add(new Seed(42).derive(i, range)));

        assertThat(seeds).hasSize(count).allMatch(seed -> range.contains(seed.value()));
    }

    @Test
    void otherBaseSeedsGiveOtherSeeds() {
        long same = IntStream.range(0, 1_000)
                .filter(i -> new Seed(1).derive(i, SeedRange.DEFAULT).equals(new Seed(2).derive(i, SeedRange.DEFAULT)))
                .count();

        assertThat(same).isLessThan(5);
    }

    @Test
    void derivationNeverChanges() {
        assertThat(IntStream.range(0, 5).mapToObj(i -> new Seed(42).derive(i, SeedRange.DEFAULT)))
                .extracting(Seed::value)
                .containsExactly(15636, 4271, 25871, 3883, 86117);
    }

    @Test
    void hasNoSeedBeyondTheRange() {
        assertThatThrownBy(() -> new Seed(1).derive(2, new SeedRange(7, 8))).hasMessageContaining("holds 2 seeds");
    }
}
