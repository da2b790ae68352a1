package dev.flakydetector.history.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.history.BigValues;
import dev.flakydetector.history.SampleDetections;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteRunHistoryIT {

    private static final String ENDLESS = "1000000";

    @TempDir
    private Path folder;

    @BeforeEach
    void begin() {
        try (SqliteRunHistory history = SqliteRunHistory.open(folder)) {
            history.begin(SampleDetections.started("d1", "/shop", 0));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aKilledProcessLosesNothingThatItStored(long seed) throws Exception {
        Process writer = writer("0", ENDLESS, "2000").start();
        List<Integer> printed = new ArrayList<>();
        try (BufferedReader lines = writer.inputReader()) {
            int killAfter = 1 + new Random(seed).nextInt(300);
            for (int i = 0; i < killAfter; i++) {
                printed.add(Integer.valueOf(lines.readLine()));
            }

            // Not the process's own method, which would close what it has printed so far.
            writer.toHandle().destroyForcibly();

            lines.lines().map(Integer::valueOf).forEach(printed::add);
        }
        writer.waitFor();

        assertThat(stored()).startsWith(expected(printed));
    }

    @Test
    void processesThatShareTheFileLoseNothing() throws Exception {
        List<Process> writers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            writers.add(writer("" + i * 100, "" + (i + 1) * 100, "0").start());
        }

        for (Process writer : writers) {
            try (BufferedReader lines = writer.inputReader()) {
                assertThat(lines.lines()).hasSize(100);
            }
            assertThat(writer.waitFor()).isZero();
        }

        assertThat(stored())
                .isEqualTo(IntStream.range(0, 300)
                        .mapToObj(i -> BigValues.attempt(i, 100))
                        .toList());
    }

    @Test
    void aFullDiskLosesNothingThatWasStored() throws Exception {
        ProcessBuilder plain = writer("0", ENDLESS, "100000");
        // No file may grow beyond 8 MiB, counted in blocks of 512 bytes: to SQLite that is a disk that is full.
        List<String> limited = new ArrayList<>(List.of("sh", "-c", "ulimit -f 16384 && exec \"$@\"", "sh"));
        limited.addAll(plain.command());
        Process writer = new ProcessBuilder(limited)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> printed = new ArrayList<>();

        try (BufferedReader lines = writer.inputReader()) {
            lines.lines().forEach(printed::add);
        }

        assertThat(writer.waitFor()).isEqualTo(3);
        String message = printed.remove(printed.size() - 1);
        assertThat(message).contains("Cannot store attempt", "full");
        assertThat(printed).hasSizeGreaterThan(10);
        assertThat(stored()).map(attempt -> attempt.attempt().number() + "").isEqualTo(printed);
    }

    private ProcessBuilder writer(String first, String end, String length) {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AttemptWriter.class.getName(),
                        folder.toString(),
                        "d1",
                        first,
                        end,
                        length)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    private List<CompletedAttempt> stored() {
        List<CompletedAttempt> attempts = new ArrayList<>();
        try (SqliteRunHistory history = SqliteRunHistory.open(folder)) {
            history.forEachAttempt("d1", attempts::add);
        }
        return attempts;
    }

    private static CompletedAttempt[] expected(List<Integer> numbers) {
        return numbers.stream()
                .map(number -> BigValues.attempt(number, 100, BigValues.noise(new Random(number), 2_000)))
                .toArray(CompletedAttempt[]::new);
    }
}
