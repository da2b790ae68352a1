package dev.flakydetector.scorer.past;

import dev.flakydetector.history.RunHistory;
import dev.flakydetector.scorer.feature.OutcomeRows;
import dev.flakydetector.scorer.feature.OutcomeRows.TestRun;
import dev.flakydetector.scorer.feature.RunRows;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * The runs of a repository's tests as rows to train from.
 *
 * @param sha256 of the runs, so that two models can tell whether they learned from the same
 * @param failures how many of the rows failed
 */
public record HistoryTraining(RunRows rows, String sha256, long failures) {

    /** More than this trains for minutes, and the oldest tell least. */
    private static final int MOST_RUNS = 50_000;

    /** Fewer runs, or fewer of one kind, teach nothing that could be tested. */
    private static final int LEAST_RUNS = 100;

    private static final int LEAST_OF_EACH = 5;

    /** The detections of the repository that began before this moment. */
    public static HistoryTraining of(RunHistory history, String repository, Instant before) {
        StoredRuns stored = new StoredRuns(history, MOST_RUNS);
        stored.addBefore(repository, before);
        List<TestRun> runs = stored.runs();
        return new HistoryTraining(
                OutcomeRows.of(runs),
                sha256(runs),
                runs.stream().filter(TestRun::failed).count());
    }

    /** Whether there is enough to train from and to test on. */
    public boolean isEnough() {
        return rows.size() >= LEAST_RUNS && failures >= LEAST_OF_EACH && rows.size() - failures >= LEAST_OF_EACH;
    }

    private static String sha256(List<TestRun> runs) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            runs.forEach(run -> digest.update((run + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
