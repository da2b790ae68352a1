package dev.flakydetector.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.failure.record.FailureRecord;
import dev.flakydetector.failure.record.ReadingSummary;
import dev.flakydetector.failure.record.RecordFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JunitFailuresTest {

    private static final String REPORT = """
            <testsuite name="CartTest"><testcase classname="CartTest" name="total">
            <failure type="java.lang.IllegalStateException" message="no price">at Cart.total</failure></testcase>
            <testcase classname="CartTest" name="other"/></testsuite>
            """;

    @TempDir
    private Path folder;

    private final List<FailureRecord> read = new ArrayList<>();

    @Test
    void readsReportsWhereverTheyLie() throws IOException {
        Files.writeString(folder.resolve("a.xml"), REPORT);
        Files.write(folder.resolve("b.xml.gz"), packed(REPORT));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("c.zip")))) {
            put("reports/TEST-1.xml", REPORT.getBytes(StandardCharsets.UTF_8), zip);
            put("reports/TEST-2.xml.gz", packed(REPORT), zip);
            put("reports/broken.xml", "no xml".getBytes(StandardCharsets.UTF_8), zip);
            put("../../TEST-3.xml", REPORT.getBytes(StandardCharsets.UTF_8), zip);
            put("one.json", "{\"id\":\"r\",\"log\":\"KeyError: x\"}".getBytes(StandardCharsets.UTF_8), zip);
        }

        ReadingSummary reading = new RecordFiles(new JunitFailures(folder)).read(folder, read::add);

        assertThat(read)
                .extracting(FailureRecord::id)
                .containsExactly(
                        "a.xml::CartTest::total",
                        "b.xml.gz::CartTest::total",
                        "c.zip!reports/TEST-1.xml::CartTest::total",
                        "c.zip!reports/TEST-2.xml.gz::CartTest::total",
                        "r");
        assertThat(read.get(3).log()).isEqualTo("java.lang.IllegalStateException: no price\nat Cart.total");
        assertThat(reading.problems())
                .extracting(problem -> problem.file())
                .containsExactly("c.zip!reports/broken.xml", "c.zip!../../TEST-3.xml");
    }

    @Test
    void aReportThatUnpacksWithoutEndIsListed() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("bomb.zip")))) {
            zip.putNextEntry(new ZipEntry("bomb.xml"));
            byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 300; i++) {
                zip.write(blanks);
            }
            put("fine.xml", REPORT.getBytes(StandardCharsets.UTF_8), zip);
        }

        ReadingSummary reading = new RecordFiles(new JunitFailures(folder)).read(folder.resolve("bomb.zip"), read::add);

        assertThat(reading.problems()).hasSize(1);
        assertThat(reading.problems().get(0).message()).contains("left out");
        assertThat(read).hasSize(1);
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void put(String name, byte[] content, ZipOutputStream zip) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
    }
}
