package dev.flakydetector.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The words that a log asks to be hidden, with GitHub's workflow command {@code ::add-mask::}, the longest first. */
public record MaskedWords(List<String> words) {

    public static final String MASK = "***";

    public static final MaskedWords NONE = new MaskedWords(List.of());

    private static final String COMMAND = "::add-mask::";

    /** Hiding every "no" would hide the log. */
    private static final int SHORTEST = 4;

    public MaskedWords {
        words = words.stream()
                .filter(word -> word.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** What these texts ask for. */
    public static MaskedWords in(String... texts) {
        List<String> words = new ArrayList<>();
        for (String text : texts) {
            if (text.contains(COMMAND)) {
                text.lines().forEach(line -> addWord(line, words));
            }
        }
        return new MaskedWords(words);
    }

    private static void addWord(String line, List<String> words) {
        int at = line.indexOf(COMMAND);
        if (at >= 0) {
            words.add(line.substring(at + COMMAND.length()).strip());
        }
    }

    /** These and those. */
    public MaskedWords and(MaskedWords others) {
        if (words.containsAll(others.words)) {
            return this;
        }
        List<String> both = new ArrayList<>(words);
        both.addAll(others.words);
        return new MaskedWords(both);
    }

    public String hide(String text) {
        String hidden = text;
        for (String word : words) {
            hidden = hidden.replace(word, MASK);
        }
        return hidden;
    }

    public Failure hide(Failure failure) {
        return words.isEmpty()
                ? failure
                : new Failure(hide(failure.type()), hide(failure.message()), hide(failure.detail()));
    }
}
