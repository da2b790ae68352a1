package dev.flakydetector.adapter.npm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The arguments of a runner's command line, parted into options with their values and the rest.
 *
 * @param parts in the order given
 */
record NpmArguments(List<Part> parts) {

    NpmArguments {
        parts = List.copyOf(parts);
    }

    /**
     * An option with its value, or one word that is no option.
     *
     * @param option its name as written, such as {@code --grep}; empty for a word that is none
     */
    record Part(String option, List<String> words) {

        Part {
            words = List.copyOf(words);
        }

        boolean isOption() {
            return !option.isEmpty();
        }
    }

    /** @param valued the options that take the next word as their value, unless it is given with {@code =} */
    static NpmArguments parse(List<String> words, Set<String> valued) {
        List<Part> parts = new ArrayList<>();
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            if (word.equals("--")) {
                words.subList(at + 1, words.size()).forEach(rest -> parts.add(new Part("", List.of(rest))));
                break;
            }
            if (!word.startsWith("-") || word.equals("-")) {
                parts.add(new Part("", List.of(word)));
                continue;
            }
            String option = word.split("=", 2)[0];
            boolean takesNext = option.equals(word) && valued.contains(option) && at + 1 < words.size();
            parts.add(new Part(option, takesNext ? List.of(word, words.get(++at)) : List.of(word)));
        }
        return new NpmArguments(parts);
    }

    boolean has(String... options) {
        Set<String> names = Set.of(options);
        return parts.stream().anyMatch(part -> names.contains(part.option()));
    }

    /** The value of the option's last use. */
    Optional<String> value(String option) {
        return parts.stream()
                .filter(part -> part.option().equals(option))
                .map(part -> part.words().size() > 1
                        ? part.words().get(1)
                        : part.words()
                                .get(0)
                                .substring(Math.min(
                                        option.length() + 1, part.words().get(0).length())))
                .reduce((earlier, later) -> later);
    }

    /** Without these options and their values. */
    NpmArguments without(Set<String> options) {
        return keeping(part -> !options.contains(part.option()));
    }

    /** Without the words that are neither options nor their values. */
    NpmArguments withoutOperands() {
        return keeping(Part::isOption);
    }

    private NpmArguments keeping(Predicate<Part> wanted) {
        return new NpmArguments(parts.stream().filter(wanted).toList());
    }

    List<String> operands() {
        return words(part -> !part.isOption());
    }

    List<String> options() {
        return words(Part::isOption);
    }

    List<String> words() {
        return words(part -> true);
    }

    private List<String> words(Predicate<Part> wanted) {
        return parts.stream()
                .filter(wanted)
                .flatMap(part -> part.words().stream())
                .toList();
    }
}
