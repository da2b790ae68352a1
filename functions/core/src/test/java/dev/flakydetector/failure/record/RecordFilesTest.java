package dev.flakydetector.failure.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFilesTest {

    private static final int MB = 1 << 20;
    private static final String GOOD = "{\"id\":\"%s\",\"status\":\"failure\",\"log\":\"Error: no\"}";

    @TempDir
    private Path folder;

    private final List<FailureRecord> read = new ArrayList<>();

    @Test
    void readsEveryFieldOfARecord() throws IOException {
        Files.writeString(folder.resolve("a.json"), """
                {"id": "one", "status": "failure", "pull": 7331, "log": "Error: no\\n", "test": "testA", "context": "rhel",
                 "date": "2017-07-19T11:56:01Z", "merged": true, "revision": "b326", "unknown": {"a": [1]}}
                """);

        read(folder);

        assertThat(read)
                .containsExactly(new FailureRecord(
                        "one",
                        "testA",
                        "rhel",
                        "b326",
                        "7331",
                        Optional.of(Instant.parse("2017-07-19T11:56:01Z")),
                        Optional.of(true),
                        "Error: no\n"));
    }

    @Test
    void readsFoldersListsLinesAndPackedFilesAlike() throws IOException {
        Files.createDirectories(folder.resolve("in/deep"));
        Files.writeString(folder.resolve("in/a.json"), good("a"));
        Files.writeString(folder.resolve("in/deep/b.json"), "[" + good("b") + "," + good("c") + "]");
        Files.writeString(folder.resolve("in/c.jsonl"), good("d") + "\n\n" + good("e") + "\r\n");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("in/d.jsonl.gz")))) {
            out.write((good("f") + "\n").getBytes());
        }
        zip("in/e.zip", "x/y.json", good("g").getBytes());
        Files.writeString(folder.resolve("in/readme.txt"), "not a record");

        ReadingSummary summary = read(folder.resolve("in"));

        assertThat(read).extracting(FailureRecord::id).containsExactly("a", "d", "e", "f", "b", "c", "g");
        assertThat(summary.problems()).isEmpty();
    }

    @Test
    void leavesOutTestsThatDidNotFail() throws IOException {
        Files.writeString(folder.resolve("a.jsonl"), "{\"status\":\"success\",\"log\":\"fine\"}\n" + good("a"));

        ReadingSummary summary = read(folder.resolve("a.jsonl"));

        assertThat(summary.failures()).isEqualTo(1);
        assertThat(summary.others()).isEqualTo(1);
    }

    @Test
    void listsMalformedRecordsByFileAndLineAndKeepsTheRest() throws IOException {
        Files.writeString(
                folder.resolve("a.jsonl"),
                String.join("\n", good("a"), "{\"log\": ", "[1, 2]", "\0\1 binary", "{\"id\": \"x\"}", good("b")));

        ReadingSummary summary = read(folder.resolve("a.jsonl"));

        assertThat(read).extracting(FailureRecord::id).containsExactly("a", "b");
        assertThat(summary.problems()).extracting(RecordProblem::line).containsExactly(2L, 3L, 4L, 5L);
        assertThat(summary.problems().get(3)).hasToString("a.jsonl:5: no usable 'log': the record was left out");
    }

    @Test
    void keepsARecordWhoseSideFieldsHaveWrongTypes() throws IOException {
        Files.writeString(
                folder.resolve("a.jsonl"),
                "{\"id\":17,\"log\":\"Error: no\",\"merged\":\"yes\",\"test\":[1],\"date\":\"soon\",\"pull\":null}\n"
                        + "{\"id\":\"b\",\"log\":{\"text\":\"Error\"}}");

        ReadingSummary summary = read(folder.resolve("a.jsonl"));

        assertThat(read).extracting(FailureRecord::id).containsExactly("17");
        assertThat(read.get(0).falseAlarm()).isEmpty();
        assertThat(summary.problems())
                .extracting(RecordProblem::message)
                .hasSize(5)
                .anySatisfy(message -> assertThat(message).isEqualTo("'merged' must be true or false, found a text"));
    }

    @Test
    void keepsBothRecordsOfADuplicateId() throws IOException {
        Files.writeString(folder.resolve("a.jsonl"), String.join("\n", good("a"), good("a"), good("a")));

        ReadingSummary summary = read(folder.resolve("a.jsonl"));

        assertThat(read).extracting(FailureRecord::id).containsExactly("a", "a#2", "a#3");
        assertThat(summary.problems()).extracting(RecordProblem::line).containsExactly(2L, 3L);
    }

    @Test
    void problemsHoldNothingThatATerminalWouldObey() throws IOException {
        String id = "{\"id\":\"\\u001b[31m%s\",\"log\":\"x\"}".formatted("y".repeat(1_000));
        Files.writeString(folder.resolve("a.jsonl"), id + "\n" + id);

        ReadingSummary summary = read(folder.resolve("a.jsonl"));

        assertThat(summary.problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).hasSizeLessThan(500).startsWith("the id '?[31my"));
    }

    @Test
    void readsDatesInTheFormatsOfCiSystems() throws IOException {
        String[] dates = {
            "\"2017-07-19T11:56:01Z\"",
            "\"2017-07-19T13:56:01+02:00\"",
            "\"2017-07-19 11:56:01\"",
            "\"Wed, 19 Jul 2017 11:56:01 GMT\"",
            "1500465361",
            "1500465361000"
        };
        for (String date : dates) {
            Files.writeString(folder.resolve("a.json"), "{\"log\":\"x\",\"date\":" + date + "}");
            read(folder.resolve("a.json"));
        }

        assertThat(read)
                .extracting(failure -> failure.date().orElseThrow())
                .containsOnly(Instant.parse("2017-07-19T11:56:01Z"))
                .hasSize(dates.length);
    }

    @Test
    void listsEmptyAndBinaryLogsAndKeepsTheirRecords() throws IOException {
        Files.writeString(
                folder.resolve("a.jsonl"),
                "{\"id\":\"a\",\"log\":\"\"}\n{\"id\":\"b\",\"log\":null}\n{\"id\":\"c\",\"log\":\"\\u0000\\u0001\\u0002\"}");

        ReadingSummary summary = read(folder.resolve("a.jsonl"));

        assertThat(read).extracting(FailureRecord::id).containsExactly("a", "b", "c");
        assertThat(summary.problems()).hasSize(3);
    }

    @Test
    void stopsAnEntryThatUnpacksWithoutEndAndReadsTheNext() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("a.zip")))) {
            zip.putNextEntry(new ZipEntry("bomb.jsonl"));
            zip.write((good("a") + "\n").getBytes());
            zip.write(" ".repeat(20 * MB).getBytes());
            zip.putNextEntry(new ZipEntry("good.json"));
            zip.write(good("b").getBytes());
        }

        ReadingSummary summary =
                new RecordFiles(ForeignReport.NONE, 10 * MB, 100 * MB).read(folder.resolve("a.zip"), read::add);

        assertThat(read).extracting(FailureRecord::id).containsExactly("a", "b");
        assertThat(summary.problems())
                .singleElement()
                .hasToString("a.zip!bomb.jsonl: it unpacks to more than 10 MB and was read up to there");
    }

    @Test
    void stopsAPackedFileThatUnpacksWithoutEnd() throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("a.jsonl.gz")))) {
            out.write((good("a") + "\n").getBytes());
            out.write(" ".repeat(20 * MB).getBytes());
        }

        ReadingSummary summary =
                new RecordFiles(ForeignReport.NONE, MB, 10 * MB).read(folder.resolve("a.jsonl.gz"), read::add);

        assertThat(read).extracting(FailureRecord::id).containsExactly("a");
        assertThat(summary.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("more than 10 MB"));
    }

    @Test
    void looksIntoFilesForHowTheyArePacked() throws IOException {
        zip("records", "a.json", good("a").getBytes());
        Files.writeString(folder.resolve("plain.jsonl.gz"), good("b"));

        read(folder.resolve("records"));
        read(folder.resolve("plain.jsonl.gz"));

        assertThat(read).extracting(FailureRecord::id).containsExactly("a", "b");
    }

    @Test
    void leavesOutNamesThatLeadOutOfAZip() throws IOException {
        for (String name : List.of("../evil.json", "/etc/evil.json", "a/../../evil.json", "C:\\evil.json")) {
            zip("a.zip", name, good("a").getBytes());

            ReadingSummary summary = read(folder.resolve("a.zip"));

            assertThat(summary.failures()).as(name).isZero();
            assertThat(summary.problems()).hasSize(1);
        }
        assertThat(folder.resolve("../evil.json")).doesNotExist();
    }

    @Test
    void saysSoWhenAFileIsNotWhatItsNameSays() throws IOException {
        Files.writeString(folder.resolve("a.zip"), "no zip");
        Files.writeString(folder.resolve("b.jsonl.gz"), "no gzip");
        Files.write(folder.resolve("c.json"), new byte[0]);

        ReadingSummary summary = read(folder);

        assertThat(summary.problems()).extracting(RecordProblem::file).containsExactly("a.zip", "b.jsonl.gz", "c.json");
    }

    private ReadingSummary read(Path place) throws IOException {
        return new RecordFiles(ForeignReport.NONE).read(place, read::add);
    }

    private static String good(String id) {
        return GOOD.formatted(id);
    }

    private void zip(String file, String entry, byte[] content) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve(file)))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content);
        }
    }
}
