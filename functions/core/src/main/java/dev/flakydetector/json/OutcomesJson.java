package dev.flakydetector.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.OutcomeStatus;
import dev.flakydetector.domain.TestId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The outcomes of an attempt as columns, in the order in which the tests ran: one letter a status, one number a
 * duration, one number a place in the roster (none at all when the tests ran in the roster's order), and the few
 * failures by index.
 */
final class OutcomesJson {

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);
    private static final long[] UNITS = {1_000_000_000, 1_000_000, 1_000};

    private OutcomesJson() {}

    static void write(JsonGenerator json, List<Outcome> outcomes, TestRoster roster, TestRosterReference reference)
            throws IOException {
        switch (reference) {
            case INLINE ->
                RequestJson.write(
                        json,
                        "roster",
                        roster.tests().stream().map(TestId::toString).toList());
            case DIGEST -> json.writeStringField("roster", roster.digest());
        }
        writePlaces(json, outcomes, roster);
        StringBuilder statuses = new StringBuilder(outcomes.size());
        outcomes.forEach(outcome -> statuses.append(letter(outcome.status())));
        json.writeStringField("statuses", statuses.toString());
        writeDurations(json, outcomes);
        json.writeArrayFieldStart("failures");
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i).failure().isPresent()) {
                json.writeStartObject();
                json.writeNumberField("at", i);
                JudgedTestJson.write(json, outcomes.get(i).failure().get());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    static List<Outcome> read(StoredObject stored, Function<String, TestRoster> rosters) {
        List<TestId> tests = stored.isArray("roster")
                ? stored.texts("roster").stream().map(TestId::parse).toList()
                : rosters.apply(stored.text("roster")).tests();
        String statuses = stored.text("statuses");
        int count = statuses.length();
        long[] places = stored.has("places")
                ? stored.numbers("places")
                : IntStream.range(0, count).asLongStream().toArray();
        long[] durations = stored.numbers("durations");
        long unit = stored.bigNumber("duration_unit_ns");
        if (places.length != count || durations.length != count) {
            throw new IllegalArgumentException("%d statuses, %d places and %d durations do not go together"
                    .formatted(count, places.length, durations.length));
        }
        Map<Integer, Failure> failures = readFailures(stored);
        List<Outcome> outcomes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            outcomes.add(new Outcome(
                    at(tests, places[i]),
                    status(statuses.charAt(i)),
                    Duration.ofNanos(Math.multiplyExact(durations[i], unit)),
                    Optional.ofNullable(failures.get(i))));
        }
        return outcomes;
    }

    private static void writePlaces(JsonGenerator json, List<Outcome> outcomes, TestRoster roster) throws IOException {
        int[] places = new int[outcomes.size()];
        boolean inOrder = true;
        for (int i = 0; i < places.length; i++) {
            TestId test = outcomes.get(i).test();
            OptionalInt place = roster.placeOf(test);
            places[i] = place.orElseThrow(() -> new IllegalArgumentException("The roster lacks test " + test));
            inOrder &= places[i] == i;
        }
        if (!inOrder) {
            json.writeFieldName("places");
            json.writeArray(places, 0, places.length);
        }
    }

    /** As whole numbers of the coarsest unit that loses nothing. */
    private static void writeDurations(JsonGenerator json, List<Outcome> outcomes) throws IOException {
        long[] nanos = outcomes.stream()
                .mapToLong(outcome -> nanos(outcome.duration()))
                .toArray();
        long unit = unitOf(nanos);
        json.writeNumberField("duration_unit_ns", unit);
        json.writeFieldName("durations");
        long[] scaled = LongStream.of(nanos).map(nano -> nano / unit).toArray();
        json.writeArray(scaled, 0, scaled.length);
    }

    private static long nanos(Duration duration) {
        return duration.compareTo(LONGEST) > 0 ? Long.MAX_VALUE : duration.toNanos();
    }

    private static long unitOf(long[] nanos) {
        for (long unit : UNITS) {
            boolean exact = true;
            for (int i = 0; exact && i < nanos.length; i++) {
                exact = nanos[i] % unit == 0;
            }
            if (exact) {
                return unit;
            }
        }
        return 1;
    }

    private static Map<Integer, Failure> readFailures(StoredObject stored) {
        Map<Integer, Failure> failures = new HashMap<>();
        stored.objects("failures", failure -> Map.entry(failure.number("at"), JudgedTestJson.readFailure(failure)))
                .forEach(entry -> failures.put(entry.getKey(), entry.getValue()));
        return failures;
    }

    private static TestId at(List<TestId> tests, long place) {
        if (place < 0 || place >= tests.size()) {
            throw new IllegalArgumentException(
                    "an outcome is at place %d of a roster of %d tests".formatted(place, tests.size()));
        }
        return tests.get((int) place);
    }

    private static char letter(OutcomeStatus status) {
        return switch (status) {
            case PASSED -> 'P';
            case FAILED -> 'F';
            case ERRORED -> 'E';
            case SKIPPED -> 'S';
            case TIMED_OUT -> 'T';
        };
    }

    private static OutcomeStatus status(char letter) {
        return switch (letter) {
            case 'P' -> OutcomeStatus.PASSED;
            case 'F' -> OutcomeStatus.FAILED;
            case 'E' -> OutcomeStatus.ERRORED;
            case 'S' -> OutcomeStatus.SKIPPED;
            case 'T' -> OutcomeStatus.TIMED_OUT;
            default -> throw new IllegalArgumentException("there is no status '%s'".formatted(letter));
        };
    }
}
