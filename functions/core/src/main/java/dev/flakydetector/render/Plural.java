package dev.flakydetector.render;

/** A number of things in words: {@code 1 test}, {@code 3 tests}. */
public final class Plural {

    private Plural() {}

    /** For nouns that take an s. */
    public static String of(int count, String noun) {
        return "%d %s%s".formatted(count, noun, count == 1 ? "" : "s");
    }
}
