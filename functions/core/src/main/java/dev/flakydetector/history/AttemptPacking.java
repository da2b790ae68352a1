package dev.flakydetector.history;

import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.json.StoredJson;
import dev.flakydetector.json.TestRoster;
import dev.flakydetector.json.UnreadableJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes attempts small for a store and whole again: compressed, and with places in a roster that the store keeps once
 * for all attempts of a detection. Remembers the rosters of the detections last used; a forgotten one is loaded again
 * or stored under its digest a second time, which changes nothing.
 */
public final class AttemptPacking {

    private static final int MOST_DETECTIONS = 8;

    /** Attempts that agree on no roster, such as those of tests with random names, would fill the memory otherwise. */
    private static final int MOST_ROSTERS = 8;

    private final RosterSource source;
    private final Map<String, Map<String, TestRoster>> known = new LinkedHashMap<>(16, 0.75f, true);

    public AttemptPacking(RosterSource source) {
        this.source = source;
    }

    /** Where a store keeps the rosters. */
    public interface RosterSource {
        /** What {@link PackedRoster#document()} was. */
        Optional<Packed> load(String detectionId, String digest);
    }

    /**
     * An attempt as it is stored.
     *
     * @param newRoster to be stored with it or before it; empty when the store has it already
     */
    public record PackedAttempt(Packed document, Optional<PackedRoster> newRoster) {}

    /** A roster as it is stored. */
    public record PackedRoster(TestRoster roster, Packed document) {
        public String digest() {
            return roster.digest();
        }
    }

    public PackedAttempt pack(String detectionId, CompletedAttempt attempt) {
        List<Outcome> outcomes = attempt.result().outcomes();
        Optional<TestRoster> shared = outcomes.isEmpty() ? Optional.empty() : covering(detectionId, outcomes);
        TestRoster roster = shared.orElseGet(() -> TestRoster.of(outcomes));
        Optional<PackedRoster> news = shared.isPresent() || outcomes.isEmpty()
                ? Optional.empty()
                : Optional.of(new PackedRoster(roster, Packed.of(StoredJson.write(roster))));
        return new PackedAttempt(Packed.of(StoredJson.write(attempt, roster)), news);
    }

    /** To be called once the store holds it, not before: attempts that are packed from now on rely on it. */
    public void stored(String detectionId, PackedRoster roster) {
        remember(detectionId, roster.roster());
    }

    /** @throws UnreadableRecord when what was stored is damaged, or of a newer version */
    public CompletedAttempt unpack(String detectionId, Packed document) {
        try {
            return StoredJson.attempt(document.text(), digest -> roster(detectionId, digest));
        } catch (UnreadableJson e) {
            throw new UnreadableRecord(
                    "An attempt of detection %s cannot be read: %s".formatted(detectionId, e.getMessage()), e);
        }
    }

    private synchronized Optional<TestRoster> covering(String detectionId, List<Outcome> outcomes) {
        return known.getOrDefault(detectionId, Map.of()).values().stream()
                .filter(roster -> roster.covers(outcomes))
                .findFirst();
    }

    private TestRoster roster(String detectionId, String digest) {
        Optional<TestRoster> remembered = remembered(detectionId, digest);
        if (remembered.isPresent()) {
            return remembered.get();
        }
        Packed document = source.load(detectionId, digest)
                .orElseThrow(
                        () -> new HistoryUnavailable("The list of tests %s of detection %s is missing from the store"
                                .formatted(digest, detectionId)));
        TestRoster roster = StoredJson.roster(document.text());
        remember(detectionId, roster);
        return roster;
    }

    private synchronized Optional<TestRoster> remembered(String detectionId, String digest) {
        return Optional.ofNullable(known.getOrDefault(detectionId, Map.of()).get(digest));
    }

    private synchronized void remember(String detectionId, TestRoster roster) {
        Map<String, TestRoster> rosters = known.computeIfAbsent(detectionId, id -> new LinkedHashMap<>());
        rosters.put(roster.digest(), roster);
        forgetTheEldest(rosters, MOST_ROSTERS);
        forgetTheEldest(known, MOST_DETECTIONS);
    }

    private static <T> void forgetTheEldest(Map<String, T> entries, int most) {
        if (entries.size() > most) {
            entries.remove(entries.keySet().iterator().next());
        }
    }
}
