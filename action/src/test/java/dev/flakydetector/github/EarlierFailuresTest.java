package dev.flakydetector.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.TestId;
import dev.flakydetector.github.EarlierFailures.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EarlierFailuresTest {

    private static final TestId OLD = TestId.parse("tests/a.py::test_old");
    private static final TestId NEW = TestId.parse("tests/a.py::test_new");

    @TempDir
    private Path folder;

    @Test
    void saysSinceWhenATestFailsAndWhichIsNew() {
        EarlierFailures earlier = earlier(7);

        assertThat(earlier.phrases())
                .containsEntry(OLD, "failed on 3 earlier commits, at least since 2026-10-02")
                .containsEntry(NEW, "new: not seen to fail in 7 earlier detections");
    }

    @Test
    void aMemoryWithoutDetectionsCallsNothingNew() {
        assertThat(earlier(0).phrases()).containsOnlyKeys(OLD);
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Path file = folder.resolve(EarlierFailures.FILE);

        earlier(7).write(file);

        assertThat(EarlierFailures.read(file)).contains(earlier(7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"earlier_detections\": 1}",
                "{\"earlier_detections\": -1, \"failed_before\": []}",
                "{\"earlier_detections\": 1, \"failed_before\": [{\"id\": \"a\"}]}",
                "{\"earlier_detections\": 1, \"failed_before\": [{\"id\": \"\", \"commits\": 1}]}",
                "{\"earlier_detections\": 1, \"failed_before\": [{\"id\": \"a\", \"commits\": 1, \"first\": \"@all\"}]}",
                "{\"earlier_detections\": 1, \"failed_before\": [{\"id\": \"a\", \"commits\": 4000000000}]}"
            })
    void aStrangersFileIsReadFieldByFieldOrNotAtAll(String json) throws IOException {
        assertThat(EarlierFailures.read(Files.writeString(folder.resolve("x.json"), json)))
                .isEmpty();
        assertThat(EarlierFailures.read(folder.resolve("not-there.json"))).isEmpty();
    }

    private static EarlierFailures earlier(int detections) {
        return new EarlierFailures(
                detections,
                new TreeMap<>(Map.of(
                        OLD, new Seen(3, Optional.of(LocalDate.of(2026, 10, 2))), NEW, new Seen(0, Optional.empty()))));
    }
}
