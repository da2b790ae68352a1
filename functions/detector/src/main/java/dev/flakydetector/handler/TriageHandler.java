package dev.flakydetector.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.flakydetector.checkout.WorkspaceCopy;
import dev.flakydetector.failure.Algorithm;
import dev.flakydetector.failure.TriageTraining.Trained;
import dev.flakydetector.remote.BucketFolder;
import dev.flakydetector.telemetry.Measure;
import dev.flakydetector.telemetry.Step;
import dev.flakydetector.telemetry.Telemetry;
import dev.flakydetector.triage.HistoryFailures;
import dev.flakydetector.triage.TriageFolder;
import dev.flakydetector.triage.TriageRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains the clusters of failures anew, on a schedule: from the records in the bucket and the detections in the table.
 * Called again with the same of both, it writes the same bytes.
 */
public final class TriageHandler implements RequestStreamHandler {

    /** What template.yaml gives the function in /tmp, with room for what is made. */
    private static final long MOST_BYTES = 3L << 30;

    static final String RECORDS = "failures/";
    static final String MADE = "triage/";

    private static final Logger LOG = LoggerFactory.getLogger(TriageHandler.class);

    private final DetectionStore store;
    private final Path temporary;
    private final long mostBytes;
    private final Telemetry telemetry;

    /** For Lambda. */
    public TriageHandler() {
        this(CloudWiring.ofThisProcess());
    }

    private TriageHandler(CloudWiring wiring) {
        this(wiring.store(), wiring.temporary(), MOST_BYTES, wiring.telemetry(Step.TRIAGE));
    }

    /** @param mostBytes of records that there is room for in the folder */
    TriageHandler(DetectionStore store, Path temporary, long mostBytes) {
        this(store, temporary, mostBytes, Telemetry.SILENT);
    }

    private TriageHandler(DetectionStore store, Path temporary, long mostBytes, Telemetry telemetry) {
        this.store = store;
        this.temporary = temporary;
        this.mostBytes = mostBytes;
        this.telemetry = telemetry;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        telemetry.during(context, () -> train(output));
    }

    private void train(OutputStream output) throws IOException {
        Path folder = Files.createTempDirectory(temporary, "triage");
        try {
            train(folder, output);
        } finally {
            new WorkspaceCopy(Optional.empty()).delete(folder);
        }
    }

    private void train(Path folder, OutputStream output) throws IOException {
        TriageRun run = new TriageRun(Algorithm.TOKENS, folder);
        StoredTriage.readFrom(store.objects()).ifPresent(run::keepKeysOf);
        BucketFolder.Copy copy =
                new BucketFolder(store.objects(), RECORDS).copyTo(folder.resolve("failures"), mostBytes);
        copy.leftOut().forEach(one -> run.missed(one.key(), one.reason()));
        run.read(copy.place());
        run.read(HistoryFailures.ofAll(store.history()));
        run.reading().problems().forEach(problem -> LOG.warn("{}", problem));
        telemetry.count(Measure.FAILURES_READ, run.failures());
        if (run.failures() == 0) {
            LOG.info("no failure under {} and none in the table: nothing was trained", RECORDS);
            Event.write(Event.answer().put("failures", 0), output);
            return;
        }
        Trained trained = run.finish();
        Path made = folder.resolve("made");
        TriageFolder.write(trained, made);
        new BucketFolder(store.objects(), MADE).put(made, TriageFolder.FILES);
        LOG.info(
                "{} failures, {} clusters, {} problems",
                trained.result().reading().failures(),
                trained.result().clusters().size(),
                trained.result().reading().problems().size());
        Event.write(
                Event.answer()
                        .put("failures", trained.result().reading().failures())
                        .put("clusters", trained.result().clusters().size())
                        .put("noise", trained.result().noise().size())
                        .put("problems", trained.result().reading().problems().size()),
                output);
    }
}
