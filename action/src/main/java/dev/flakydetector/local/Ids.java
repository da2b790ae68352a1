package dev.flakydetector.local;

import dev.flakydetector.api.DetectionIds;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.SeedRange;
import java.util.random.RandomGenerator;

/** Picks what the user left to chance. */
public final class Ids {

    private Ids() {}

    public static String newDetection(RandomGenerator chance) {
        return DetectionIds.next(chance);
    }

    static Seed newSeed(RandomGenerator chance) {
        return new Seed(chance.nextInt(SeedRange.DEFAULT.min(), SeedRange.DEFAULT.max() + 1));
    }
}
