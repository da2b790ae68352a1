package dev.flakydetector.history.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakydetector.history.HistoryUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderLargeObjectsTest {

    @TempDir
    private Path folder;

    @Test
    void givesBackWhatItWasGiven() {
        LargeObjects objects = new FolderLargeObjects(folder.resolve("objects"));

        objects.put("a/b", new byte[] {1, 2});
        objects.put("a/b", new byte[] {1, 2});

        assertThat(objects.get("a/b"))
                .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(1, 2));
        assertThat(objects.get("a/c")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../../x", "/etc/x", "", "."})
    void staysInItsFolder(String key) {
        LargeObjects objects = new FolderLargeObjects(folder.resolve("objects"));

        assertThatThrownBy(() -> objects.put(key, new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> objects.get(key)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhatCannotBeWritten() throws IOException {
        Path inTheWay = Files.createFile(folder.resolve("objects"));

        assertThatThrownBy(() -> new FolderLargeObjects(inTheWay).put("a/b", new byte[0]))
                .isInstanceOf(HistoryUnavailable.class)
                .hasMessageContaining("disk has room");
    }
}
