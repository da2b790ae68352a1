package dev.flakydetector.cli;

import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.SeedRange;
import java.util.random.RandomGenerator;

/** Picks what the user left to chance. */
final class Ids {

    /** Letters and digits that are not mistaken for each other when read aloud or typed. */
    private static final String ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";

    private static final int LENGTH = 12;

    private Ids() {}

    /** Short enough to type, and with 59 bits of chance never met twice. */
    static String newDetection(RandomGenerator chance) {
        StringBuilder id = new StringBuilder("d");
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt(chance.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }

    static Seed newSeed(RandomGenerator chance) {
        return new Seed(chance.nextInt(SeedRange.DEFAULT.min(), SeedRange.DEFAULT.max() + 1));
    }
}
