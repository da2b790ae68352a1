package dev.flakydetector.api;

import java.util.random.RandomGenerator;

/** Names for new detections. */
public final class DetectionIds {

    /** Letters and digits that are not mistaken for each other when read aloud or typed. */
    private static final String ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";

    private static final int LENGTH = 12;

    private DetectionIds() {}

    /** Short enough to type, and with 59 bits of chance never met twice. */
    public static String next(RandomGenerator chance) {
        StringBuilder id = new StringBuilder("d");
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt(chance.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
