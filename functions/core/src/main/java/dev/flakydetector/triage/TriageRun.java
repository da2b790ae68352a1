package dev.flakydetector.triage;

import dev.flakydetector.failure.Algorithm;
import dev.flakydetector.failure.TriageModel;
import dev.flakydetector.failure.TriageTraining;
import dev.flakydetector.failure.TriageTraining.Trained;
import dev.flakydetector.failure.record.ReadingSummary;
import dev.flakydetector.failure.record.RecordFiles;
import dev.flakydetector.failure.record.RecordProblem;
import dev.flakydetector.render.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One training, the same on every machine: what is read, in which order, and what is hidden. */
public final class TriageRun {

    private final RecordFiles files;
    private final TriageTraining training;
    private ReadingSummary reading = new ReadingSummary(0, 0, List.of(), 0);

    /** @param workspace what paths in test reports are relative to */
    public TriageRun(Algorithm algorithm, Path workspace) {
        this.files = new RecordFiles(new JunitFailures(workspace));
        this.training = new TriageTraining(algorithm, Secrets::mask);
    }

    /** Lets clusters keep the keys that an earlier training gave them. */
    public void keepKeysOf(TriageModel earlier) {
        training.keepingKeysOf(earlier);
    }

    /**
     * Reads records and reports.
     *
     * @throws IOException when the place itself cannot be read; what lies in it becomes a problem
     */
    public void read(Path place) throws IOException {
        reading = reading.and(files.read(place, training));
    }

    /** Reads what earlier detections met. */
    public void read(HistoryFailures history) {
        reading = reading.and(new ReadingSummary(history.forEach(training), 0, List.of(), 0));
    }

    /** Lists what could not even be read. */
    public void missed(String file, String reason) {
        reading = reading.and(new ReadingSummary(0, 0, List.of(new RecordProblem(file, 0, reason)), 0));
    }

    public ReadingSummary reading() {
        return reading;
    }

    public int failures() {
        return training.failures();
    }

    public Trained finish() {
        return training.finish(reading);
    }
}
