package dev.flakydetector.github;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.TestId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds, for a test as a CI report or log spells it, the test of the reruns. Tools spell one test in several ways, so
 * where no spelling is equal, letters and digits decide, and then the name alone, if only one test has it.
 */
final class SameTest {

    private final Set<TestId> exact = new HashSet<>();
    private final Map<String, Set<TestId>> loose = new HashMap<>();

    private SameTest() {}

    static SortedSet<TestId> asInReruns(Collection<TestId> failed, Detection detection) {
        SameTest same = new SameTest();
        detection.tests().stream().map(JudgedTest::id).forEach(same::add);
        SortedSet<TestId> spelled = new TreeSet<>();
        failed.forEach(id -> spelled.add(same.of(id)));
        return spelled;
    }

    private void add(TestId id) {
        exact.add(id);
        loose.computeIfAbsent(letters(id.toString()), key -> new HashSet<>()).add(id);
        loose.computeIfAbsent(letters(id.name()), key -> new HashSet<>()).add(id);
    }

    private TestId of(TestId id) {
        if (exact.contains(id)) {
            return id;
        }
        Set<TestId> whole = loose.getOrDefault(letters(id.toString()), Set.of());
        Set<TestId> candidates = whole.size() == 1 ? whole : loose.getOrDefault(letters(id.name()), Set.of());
        return candidates.size() == 1 ? candidates.iterator().next() : id;
    }

    private static String letters(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }
}
