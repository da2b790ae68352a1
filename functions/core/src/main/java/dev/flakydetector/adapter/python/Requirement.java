package dev.flakydetector.adapter.python;

import java.util.List;

/** A package that a project asks for: as pip takes it, or why pip cannot be told. */
sealed interface Requirement {

    /** By its PEP 508 words, or a path. */
    record Taken(String words) implements Requirement {}

    /**
     * Not to be had by pip.
     *
     * @param why the end of a sentence, such as "it comes from the source 'corp', which pip does not know"
     */
    record LeftOut(String name, String why) implements Requirement {}

    static List<Requirement> taken(List<String> words) {
        return words.stream().<Requirement>map(Taken::new).toList();
    }
}
