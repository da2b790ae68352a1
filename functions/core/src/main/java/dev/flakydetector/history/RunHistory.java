package dev.flakydetector.history;

import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.TestId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What was seen before. Every write is idempotent by its key, since callers retry; what a call returned from is safe
 * against a crash of the process. Threads may share one. Every method but {@link #close} throws {@link
 * HistoryUnavailable} when the store cannot be reached, read or written.
 */
public interface RunHistory extends AutoCloseable {

    /**
     * Puts down that a detection has started, its attempts still to come.
     *
     * @return false, and nothing is changed, when that id is there already
     */
    boolean begin(Detection started);

    /**
     * Adds a finished attempt to a detection that has begun; no effect when an attempt of that number is there.
     *
     * @throws IllegalArgumentException when no such detection has begun
     */
    void add(String detectionId, CompletedAttempt attempt);

    /** Puts what is known of a running detection in the place of what {@link #begin} put down. */
    void update(Detection running);

    /** Puts the finished report in the place of what {@link #begin} put down, and its failed tests on their timelines. */
    void conclude(Detection finished);

    /** The detection as last put down. */
    Optional<Detection> find(String detectionId);

    Optional<CompletedAttempt> attempt(String detectionId, int number);

    /** Hands over every attempt in the order of their numbers, holding a bounded number in memory. */
    void forEachAttempt(String detectionId, Consumer<CompletedAttempt> each);

    /** The newest detections, newest first; those of one moment by their ids, downwards. */
    List<DetectionSummary> recent(DetectionQuery query);

    /** What became of one test in the detections of a repository, newest first; only where it failed at least once. */
    List<TestSighting> timeline(String repository, TestId test, int limit);

    /** Puts a note down, for a detection that has begun; no effect when it has one on that cluster. */
    void note(ClusterNote note);

    /** The newest notes on clusters of a repository, those of one detection by their keys, downwards. */
    List<ClusterNote> clusterNotes(String repository, int limit);

    /**
     * Makes sure that of several calls with one key only one is acted upon.
     *
     * @param now from when on the store's retention counts
     * @return the value of the first call with this key: the given one, or that of an earlier caller
     */
    String reserve(String key, String value, Instant now);

    @Override
    void close();
}
