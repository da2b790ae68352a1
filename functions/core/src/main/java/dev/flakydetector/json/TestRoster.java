package dev.flakydetector.json;

import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.TestId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The tests of a detection in the order in which an attempt first reported them. Attempts name a test by its place in
 * the roster, so a thousand attempts spell each id once.
 */
public final class TestRoster {

    private final List<TestId> tests;
    private final Map<TestId, Integer> places;
    private final String digest;

    TestRoster(List<TestId> tests) {
        this.tests = List.copyOf(new LinkedHashSet<>(tests));
        this.places = new HashMap<>();
        for (TestId test : this.tests) {
            places.put(test, places.size());
        }
        this.digest = digestOf(this.tests);
    }

    /** The roster that these outcomes would start. */
    public static TestRoster of(List<Outcome> outcomes) {
        return new TestRoster(outcomes.stream().map(Outcome::test).toList());
    }

    public boolean covers(List<Outcome> outcomes) {
        return outcomes.stream().allMatch(outcome -> places.containsKey(outcome.test()));
    }

    /** The same for the same tests in the same order. */
    public String digest() {
        return digest;
    }

    List<TestId> tests() {
        return tests;
    }

    OptionalInt placeOf(TestId test) {
        Integer place = places.get(test);
        return place == null ? OptionalInt.empty() : OptionalInt.of(place);
    }

    private static String digestOf(List<TestId> tests) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (TestId test : tests) {
                byte[] spelling = test.toString().getBytes(StandardCharsets.UTF_8);
                sha.update((spelling.length + ":").getBytes(StandardCharsets.UTF_8));
                sha.update(spelling);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
