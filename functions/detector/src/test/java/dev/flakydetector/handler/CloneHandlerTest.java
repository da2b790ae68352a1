package dev.flakydetector.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.checkout.CloneGuard;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.history.InMemoryRunHistory;
import dev.flakydetector.remote.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloneHandlerTest {

    private static final int RESERVE_MILLIS = 30_000;

    private final InMemoryRunHistory history = new InMemoryRunHistory();

    @TempDir
    private Path folder;

    @Test
    void givesUpBeforeLambdaWouldAndLeavesNothing() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        CloneGuard slow = url -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.of("given up");
        };

        Detection detection = cloned("https://git.example/shop.git", slow, RESERVE_MILLIS + 200);

        assertThat(detection.status()).isEqualTo(DetectionStatus.FAILED);
        assertThat(detection.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("Cloning https://git.example/shop.git took longer than"));
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void saysThatThereIsNoSshKey() throws IOException {
        Detection detection = cloned("git@git.example:shop.git", CloneGuard.ANYTHING, 900_000);

        assertThat(detection.status()).isEqualTo(DetectionStatus.FAILED);
        assertThat(detection.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("no ssh key here", "https:// URL"));
    }

    private static ObjectStore noObjects() {
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    private Detection cloned(String repository, CloneGuard guard, int millisLeft) throws IOException {
        CloneHandler handler = new CloneHandler(
                new DetectionStore(history, noObjects()),
                (name, input) -> {},
                guard,
                Set.of("https", "ssh"),
                folder,
                Clock.systemUTC());
        ObjectNode event =
                new JsonMapper().createObjectNode().put("detection_id", "d1").put("seed", 1);
        event.putObject("request").put("repo", repository);

        handler.handleRequest(
                new ByteArrayInputStream(event.toString().getBytes(StandardCharsets.UTF_8)),
                new ByteArrayOutputStream(),
                new FifteenMinutes(millisLeft));
        return history.find("d1").orElseThrow();
    }
}
