package dev.flakydetector.adapter;

import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Variation;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The attempts that adapters are asked to launch in tests. */
public final class Attempts {

    private Attempts() {}

    public static Attempt control(int seed) {
        return new Attempt(0, new Seed(seed), Set.of(), List.of());
    }

    public static Attempt shuffled(int seed) {
        return new Attempt(1, new Seed(seed), Set.of(Variation.ORDER), List.of());
    }

    /** A control of these tests alone, with seed 7. */
    public static Attempt only(String... tests) {
        return new Attempt(
                2, new Seed(7), Set.of(), Stream.of(tests).map(TestId::parse).toList());
    }
}
