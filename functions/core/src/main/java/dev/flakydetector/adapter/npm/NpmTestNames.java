package dev.flakydetector.adapter.npm;

import dev.flakydetector.domain.TestId;
import java.util.List;
import java.util.stream.Collectors;

/** Says in a runner's own terms which tests are meant. */
final class NpmTestNames {

    private static final String SEPARATOR = " > ";
    private static final String SPECIAL = "\\^$.|?*+()[]{}/";

    private NpmTestNames() {}

    /** The files that hold these tests, each once. */
    static List<String> files(List<TestId> tests) {
        return tests.stream()
                .map(TestId::suite)
                .filter(suite -> !suite.isEmpty())
                .distinct()
                .toList();
    }

    /**
     * A regular expression for their full names. Runners join titles by a blank or by {@code " > "}, and some put a
     * blank before the first.
     */
    static String fullNames(List<TestId> tests) {
        return tests.stream()
                .map(test -> escaped(test.name()).replace(SEPARATOR, "(?: > | )"))
                .distinct()
                .collect(Collectors.joining("|", "^ ?(?:", ")$"));
    }

    /** A regular expression for their full names and their last titles, for runners that compare either. */
    static String fullNamesOrTitles(List<TestId> tests) {
        return tests.stream()
                .flatMap(test -> java.util.stream.Stream.of(
                        escaped(test.name()).replace(SEPARATOR, " "),
                        escaped(test.name().substring(lastTitle(test.name())))))
                .distinct()
                .collect(Collectors.joining("|", "^(?:", ")$"));
    }

    private static int lastTitle(String name) {
        int last = name.lastIndexOf(SEPARATOR);
        return last < 0 ? 0 : last + SEPARATOR.length();
    }

    /** JavaScript's regular expressions know no quoting of a whole text. */
    private static String escaped(String text) {
        return text.codePoints()
                .mapToObj(c -> SPECIAL.indexOf(c) < 0 ? Character.toString(c) : "\\" + Character.toString(c))
                .collect(Collectors.joining());
    }
}
