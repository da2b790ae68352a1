package dev.flakydetector.history.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.history.HistoryUnavailable;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.history.RunHistoryContract;
import dev.flakydetector.history.SampleDetections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteRunHistoryTest implements RunHistoryContract {

    @TempDir
    private Path folder;

    private SqliteRunHistory history;

    @BeforeEach
    void open() {
        history = SqliteRunHistory.open(folder);
    }

    @AfterEach
    void close() {
        history.close();
    }

    @Override
    public RunHistory history() {
        return history;
    }

    @Test
    void severalConnectionsWriteAtOnce() {
        history.begin(SampleDetections.started("d1", "/shop", 0));
        IntStream.range(0, 4).parallel().forEach(worker -> {
            try (SqliteRunHistory own = SqliteRunHistory.open(folder)) {
                for (int i = 0; i < 25; i++) {
                    own.add("d1", SampleDetections.attempt(worker * 25 + i, new AttemptResult.BuildBroken("x")));
                }
            }
        });
        int[] count = {0};

        history.forEachAttempt("d1", attempt -> count[0]++);

        assertThat(count[0]).isEqualTo(100);
    }

    @Test
    void saysThatAFileIsDamaged() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("history.db"), "this is no database, but long enough to be taken for one");

        assertThatThrownBy(() -> SqliteRunHistory.open(other))
                .isInstanceOf(HistoryUnavailable.class)
                .hasMessageContaining("--db");
    }

    @Test
    void leavesAFileOfANewerVersionAlone() throws SQLException {
        try (Connection connection = SqliteFile.open(folder.resolve("newer.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }

        assertThatThrownBy(() -> SqliteFile.open(folder.resolve("newer.db")))
                .isInstanceOf(HistoryUnavailable.class)
                .hasMessageContaining("newer flaky-detector");
    }
}
