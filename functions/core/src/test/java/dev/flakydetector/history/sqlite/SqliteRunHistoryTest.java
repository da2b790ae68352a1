package dev.flakydetector.history.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.history.BigValues;
import dev.flakydetector.history.HistoryUnavailable;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.history.RunHistoryContract;
import dev.flakydetector.history.SampleDetections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    @Test
    void leavesTheDatabaseOfAnotherProgramAlone() throws SQLException {
        Path file = folder.resolve("other.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE album (title TEXT)");
        }

        assertThatThrownBy(() -> SqliteFile.open(file))
                .isInstanceOf(HistoryUnavailable.class)
                .hasMessageContaining("another program");
    }

    @Test
    void waitsForAnotherUserAndThenSaysSo() throws SQLException {
        try (SqliteRunHistory impatient = SqliteRunHistory.open(folder, Duration.ofMillis(20));
                Connection other = SqliteFile.open(folder.resolve("history.db"));
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");

            assertThatThrownBy(() -> impatient.begin(SampleDetections.started("d1", "/shop", 0)))
                    .isInstanceOf(HistoryUnavailable.class)
                    .hasMessageContaining("Another program holds the file");
            statement.execute("ROLLBACK");
            assertThat(impatient.begin(SampleDetections.started("d1", "/shop", 0)))
                    .isTrue();
        }
    }

    @Test
    void saysThatAFolderStandsInTheWay() throws IOException {
        Path other = folder.resolve("other");
        Files.createDirectories(other.resolve("history.db"));

        assertThatThrownBy(() -> SqliteRunHistory.open(other))
                .isInstanceOf(HistoryUnavailable.class)
                .hasMessageContaining("must be yours to write");
    }

    @Test
    void saysThatAFileStandsInTheWay() throws IOException {
        Path other = Files.createFile(folder.resolve("other"));

        assertThatThrownBy(() -> SqliteRunHistory.open(other))
                .isInstanceOf(HistoryUnavailable.class)
                .hasMessageContaining("--db");
    }

    @Test
    void isForItsOwnerAlone() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "permissions are POSIX's");
        Path made = folder.resolve("a/b");

        try (SqliteRunHistory other = SqliteRunHistory.open(made)) {
            other.begin(SampleDetections.started("d1", "/shop", 0));

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rwx------");
            try (Stream<Path> files = Files.list(made)) {
                assertThat(files)
                        .isNotEmpty()
                        .allSatisfy(
                                file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                        .isEqualTo("rw-------"));
            }
        }
    }

    @Test
    void saysWhichDocumentIsDamaged() throws SQLException {
        history.begin(SampleDetections.started("d1", "/shop", 0));
        history.add("d1", SampleDetections.attempt(0, new AttemptResult.Reported(SampleDetections.outcomes())));
        try (Connection connection = SqliteFile.open(folder.resolve("history.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE attempt SET document = x'00'");
            statement.execute("UPDATE detection SET document = replace(document, '\"schema\":1', '\"schema\":7')");
        }

        assertThatThrownBy(() -> history.attempt("d1", 0))
                .isInstanceOf(HistoryUnavailable.class)
                .hasMessageContaining("damaged");
        assertThatThrownBy(() -> history.find("d1"))
                .isInstanceOf(HistoryUnavailable.class)
                .hasMessageContaining("newer flaky-detector");
    }

    @Test
    void saysThatPagesOfTheFileAreDamaged() throws IOException {
        history.begin(SampleDetections.started("d1", "/shop", 0));
        for (int i = 0; i < 20; i++) {
            history.add("d1", BigValues.attempt(i, 50, "x".repeat(5_000)));
        }
        history.close();
        Path file = folder.resolve("history.db");
        byte[] bytes = Files.readAllBytes(file);
        // All but the first page, which says what kind of file it is.
        Arrays.fill(bytes, 4_096, bytes.length, (byte) 0x5a);
        Files.write(file, bytes);

        try (SqliteRunHistory damaged = SqliteRunHistory.open(folder)) {
            assertThatThrownBy(() -> damaged.find("d1"))
                    .isInstanceOf(HistoryUnavailable.class)
                    .hasMessageContaining("is damaged");
        }
    }

    @Test
    void keepsNothingOfAConclusionThatFails() throws SQLException {
        history.begin(SampleDetections.started("d1", "/shop", 0));
        try (Connection connection = SqliteFile.open(folder.resolve("history.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TRIGGER broken BEFORE INSERT ON test_verdict"
                    + " BEGIN SELECT RAISE(ABORT, 'no room'); END");
        }

        assertThatThrownBy(() -> history.conclude(SampleDetections.finished("d1", "/shop", 0)))
                .isInstanceOf(HistoryUnavailable.class);
        assertThat(history.find("d1").orElseThrow().status()).isEqualTo(DetectionStatus.RUNNING);
        assertThat(history.begin(SampleDetections.started("d2", "/shop", 0))).isTrue();
    }

    @Test
    void aDeletedDetectionTakesWhatBelongsToItAlong() throws SQLException {
        history.begin(SampleDetections.started("d1", "/shop", 0));
        history.add("d1", BigValues.attempt(0, 5));
        history.conclude(SampleDetections.finished("d1", "/shop", 0));

        try (Connection connection = SqliteFile.open(folder.resolve("history.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM detection");
        }

        assertThat(history.attempt("d1", 0)).isEmpty();
        assertThat(history.timeline("/shop", SampleDetections.FLAKY, 5)).isEmpty();
    }

    @Test
    void attemptsShareOneRoster() throws SQLException {
        history.begin(SampleDetections.started("d1", "/shop", 0));
        for (int i = 0; i < 10; i++) {
            history.add("d1", BigValues.attempt(i, 100));
        }

        try (Connection connection = SqliteFile.open(folder.resolve("history.db"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM roster")) {
            assertThat(row.getInt(1)).isEqualTo(1);
        }
    }
}
