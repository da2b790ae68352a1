package dev.flakydetector.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flakydetector.failure.record.ForeignReport;
import dev.flakydetector.failure.record.ReadingSummary;
import dev.flakydetector.failure.record.RecordFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Real failures of the Cockpit project, for which the published algorithm's result is known. */
class PublishedClustersIT {

    private static final Path FAILURES = Path.of("../../../shared/data/cockpit/failures.jsonl.gz");

    @Test
    void compressionFindsThePublishedClusters() throws IOException {
        TriageResult result = train(Algorithm.NCD);

        assertThat(result.clusters().size()).isBetween(15, 19);
        assertThat(result.noise().size()).isBetween(84, 88);
    }

    @Test
    void tokensFindMoreClustersAndLessNoise() throws IOException {
        TriageResult result = train(Algorithm.TOKENS);

        assertThat(result.clusters().size()).isBetween(20, 30);
        assertThat(result.noise().size()).isLessThan(60);
        assertThat(result.signal().present()).isFalse();
    }

    private static TriageResult train(Algorithm algorithm) throws IOException {
        assumeTrue(Files.exists(FAILURES), "the failure records of Cockpit are not on this machine");
        TriageTraining training = new TriageTraining(algorithm, text -> text);
        ReadingSummary reading = new RecordFiles(ForeignReport.NONE).read(FAILURES, training);
        return training.finish(reading).result();
    }
}
