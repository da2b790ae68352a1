package dev.flakydetector.scorer.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.scorer.serving.PredictService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveModelTest {

    private static final int THREADS = 4;
    private static final Clock STILL = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void thereIsNoneUntilOneIsPromoted() throws IOException {
        ModelRegistry registry = new ModelRegistry(folder);
        LiveModel live = new LiveModel(registry, Duration.ZERO, STILL);
        ModelFolder model = registry.add(SampleModels.publication(0.9));

        assertThat(live.current()).isEmpty();
        registry.promote(model);

        assertThat(live.current().map(PredictService::modelId)).contains(model.id());
    }

    @Test
    void asksTheRegistryNoMoreOftenThanItShould() throws IOException {
        ModelRegistry registry = new ModelRegistry(folder);
        LiveModel live = new LiveModel(registry, Duration.ofSeconds(1), STILL);
        registry.promote(registry.add(SampleModels.publication(0.9)));
        PredictService first = live.current().orElseThrow();
        registry.promote(registry.add(SampleModels.publication(0.6)));

        assertThat(live.current()).containsSame(first);
    }

    @Test
    void aDamagedModelLeavesTheOneBefore() throws IOException {
        ModelFiles files = new FolderFiles(folder);
        ModelRegistry registry = new ModelRegistry(files);
        LiveModel live = new LiveModel(registry, Duration.ZERO, STILL);
        registry.promote(registry.add(SampleModels.publication(0.9)));
        PredictService first = live.current().orElseThrow();
        ModelFolder damaged = registry.add(SampleModels.publication(0.6));
        files.put(damaged.id() + "/" + ModelFolder.MODEL, new byte[] {1});
        registry.promote(damaged);

        assertThat(live.current()).containsSame(first);
    }

    @Test
    void requestsUnderLoadAreAllAnsweredWhileModelsChange() throws Exception {
        ModelRegistry registry = new ModelRegistry(folder);
        ModelFolder one = registry.add(SampleModels.publication(0.9));
        ModelFolder other = registry.add(SampleModels.publication(0.6));
        registry.promote(one);
        LiveModel live = new LiveModel(registry, Duration.ZERO, STILL);
        byte[] request = "{\"runs\":[{\"platform\":\"ios\",\"scenarios_total\":3}]}".getBytes(StandardCharsets.UTF_8);
        AtomicBoolean done = new AtomicBoolean();
        Set<String> answers = new ConcurrentSkipListSet<>();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Integer>> callers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                callers.add(threads.submit(() -> {
                    int asked = 0;
                    do {
                        answers.add(
                                live.current().orElseThrow().predict(request).toString());
                        asked++;
                    } while (!done.get());
                    return asked;
                }));
            }
            for (int i = 0; i < 50; i++) {
                ModelFolder next = i % 2 == 0 ? other : one;
                registry.promote(next);
                assertThat(live.current().orElseThrow()).isNotNull();
            }
            done.set(true);
            for (Future<Integer> caller : callers) {
                assertThat(caller.get()).isPositive();
            }
        } finally {
            threads.shutdownNow();
        }

        registry.promote(other);
        assertThat(live.current().orElseThrow().modelId()).isEqualTo(other.id());
        // Each answer is one model's, whole: its figure with its name.
        assertThat(answers).hasSizeBetween(1, 2);
    }
}
