package dev.flakydetector.cost;

import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.history.AttemptPacking;
import dev.flakydetector.history.AttemptPacking.PackedRoster;
import dev.flakydetector.history.Packed;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.json.StoredJson;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads every attempt of a detection once, and measures what storing and running them took. */
public final class Measuring {

    /** Keys and plain attributes of an item. */
    private static final int ATTRIBUTES = 300;

    private static final int WRITE_UNIT = 1024;

    private final AttemptPacking packing = new AttemptPacking((detection, digest) -> Optional.empty());
    private final String detectionId;
    private Duration running = Duration.ZERO;
    private long bytes;
    private long writes;

    private Measuring(String detectionId) {
        this.detectionId = detectionId;
    }

    /**
     * Measures a judged detection.
     *
     * @param shards how many workers ran, by wave
     * @param workBytes of the files that it worked with
     */
    public static Usage of(Detection judged, RunHistory history, List<Integer> shards, long workBytes) {
        Measuring measuring = new Measuring(judged.id());
        history.forEachAttempt(judged.id(), measuring::add);
        long failed = judged.tests().stream()
                .filter(test -> test.rate().failures() > 0)
                .count();
        return new Usage(
                shards,
                judged.duration(),
                measuring.running,
                judged.request().parallelism(),
                size(Packed.of(StoredJson.write(judged))),
                measuring.bytes,
                measuring.writes,
                Math.toIntExact(failed),
                workBytes);
    }

    private void add(CompletedAttempt attempt) {
        running = running.plus(attempt.duration());
        AttemptPacking.PackedAttempt packed = packing.pack(detectionId, attempt);
        packed.newRoster().ifPresent(this::add);
        addItem(packed.document());
    }

    private void add(PackedRoster roster) {
        packing.stored(detectionId, roster);
        addItem(roster.document());
    }

    private void addItem(Packed document) {
        long size = size(document);
        bytes += size;
        writes += (size + WRITE_UNIT - 1) / WRITE_UNIT;
    }

    private static long size(Packed document) {
        return (long) ATTRIBUTES + document.bytes().length;
    }
}
