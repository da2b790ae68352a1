package dev.flakydetector.scorer.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakydetector.scorer.registry.ModelFiles;
import dev.flakydetector.scorer.registry.ModelRegistry;
import dev.flakydetector.scorer.registry.ModelRegistryContract;
import dev.flakydetector.scorer.registry.SampleModels;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BucketRegistryIT extends ModelRegistryContract {

    private static Bucket bucket;

    @BeforeAll
    static void start() throws Exception {
        bucket = Bucket.start();
    }

    @AfterAll
    static void stop() {
        if (bucket != null) {
            bucket.close();
        }
    }

    @Override
    protected ModelFiles files() {
        return bucket.files(UUID.randomUUID() + "/");
    }

    @Test
    void saysWhereAModelIs() throws IOException {
        assertThat(new ModelRegistry(bucket.files("some/models"))
                        .add(SampleModels.publication(0.9))
                        .location())
                .startsWith("s3://" + bucket.name() + "/some/models/");
    }

    @Test
    void modelsOfOtherFoldersAreNotIts() throws IOException {
        new ModelRegistry(bucket.files("a/models")).add(SampleModels.publication(0.9));

        assertThat(new ModelRegistry(bucket.files("a")).models()).isEmpty();
    }

    @Test
    void aBucketThatIsNotThereIsToldOf() {
        ModelFiles files = bucket.filesOf("nowhere-at-all");

        assertThatThrownBy(() -> files.put("production", new byte[] {1}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Cannot write s3://nowhere-at-all/models/production");
    }
}
