package dev.flakydetector.api;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Texts that were right once: cut, doubled, and with something else in them. */
public final class Mutations {

    /** What breaks parsers most readily. */
    private static final List<String> SPICES = List.of(
            "",
            "\"",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "null",
            "-1",
            "1e999",
            "99999999999999999999",
            "\\",
            "\\ud800",
            "\u0000",
            "../",
            "%00",
            "true",
            "{}",
            "[[[[",
            "é",
            "😀",
            "NaN",
            "\"schema\":99,");

    private Mutations() {}

    /** The text with one to three pieces of it replaced. */
    public static Arbitrary<String> of(String text) {
        Arbitrary<String> once = mutated(text);
        return once.flatMap(first -> Arbitraries.oneOf(Arbitraries.just(first), mutated(first)));
    }

    private static Arbitrary<String> mutated(String text) {
        Arbitrary<Integer> place = Arbitraries.integers().between(0, text.length());
        Arbitrary<String> piece =
                Arbitraries.oneOf(Arbitraries.of(SPICES), Arbitraries.strings().ofMaxLength(5));
        return Combinators.combine(place, place, piece)
                .as((one, other, spice) ->
                        text.substring(0, Math.min(one, other)) + spice + text.substring(Math.max(one, other)));
    }
}
