package dev.flakydetector.scorer.tracking;

import java.io.IOException;

/** Where trainings are put on record beside the registry. */
public interface ExperimentTracking {

    /**
     * Puts one training on record.
     *
     * @return where people find it
     * @throws IOException when the tracker cannot be reached or refuses; the model itself is safe by then
     */
    String record(TrackedRun run) throws IOException;
}
