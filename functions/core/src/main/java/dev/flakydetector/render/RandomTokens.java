package dev.flakydetector.render;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds what looks drawn at random from letters and digits, as tokens of unknown services are. Words, paths, identifiers,
 * commit ids, UUIDs and digests of files do not look so: they change seldom between upper case, lower case and digits, or
 * lack one of the three.
 */
final class RandomTokens {

    /** Shorter ones are too easily mistaken for names. */
    private static final Pattern CANDIDATE = Pattern.compile("[A-Za-z0-9_+-]{28,}+");

    /** Random letters and digits change their kind at six places of ten, the names of the longest-winded at three. */
    private static final double CHANGES = 0.42;

    private static final int FEWEST_OF_A_KIND = 2;

    private RandomTokens() {}

    static String mask(String text) {
        return CANDIDATE.matcher(text).replaceAll(RandomTokens::masked);
    }

    private static String masked(MatchResult candidate) {
        String word = candidate.group();
        return looksRandom(word) && !isDigest(word) ? Secrets.MASK : word;
    }

    /** Such as the integrity of a package, {@code sha512-…}. */
    private static boolean isDigest(String word) {
        return word.startsWith("sha256-") || word.startsWith("sha384-") || word.startsWith("sha512-");
    }

    private static boolean looksRandom(String word) {
        int upper = 0;
        int lower = 0;
        int digits = 0;
        int changes = 0;
        char before = 0;
        for (int i = 0; i < word.length(); i++) {
            char kind = kind(word.charAt(i));
            upper += kind == 'A' ? 1 : 0;
            lower += kind == 'a' ? 1 : 0;
            digits += kind == '1' ? 1 : 0;
            changes += before != 0 && kind != before ? 1 : 0;
            before = kind;
        }
        return Math.min(upper, Math.min(lower, digits)) >= FEWEST_OF_A_KIND && changes >= CHANGES * word.length();
    }

    /** Punctuation has no kind of its own: it parts the words of names. */
    private static char kind(char c) {
        if ('A' <= c && c <= 'Z') {
            return 'A';
        }
        if ('a' <= c && c <= 'z') {
            return 'a';
        }
        return '0' <= c && c <= '9' ? '1' : 0;
    }
}
