package dev.flakydetector.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import dev.flakydetector.history.sqlite.SqliteRunHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The pages that the command line writes, opened from the disk. */
class ReportPagesIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @TempDir
    private Path folder;

    @Test
    void showsWhatADetectionFound() throws Exception {
        Path project = Files.createDirectory(folder.resolve("project"));
        Files.writeString(project.resolve("run"), "echo run $ATTEMPT; test $((TEST_SEED % 3)) -ne 0");
        FlakyJar.run(
                folder,
                "detect",
                project.toString(),
                "--framework",
                "command",
                "--test-command",
                "sh run",
                "--runs",
                "12",
                "--seed",
                "42",
                "--no-store",
                "--format",
                "html",
                "--output",
                file("detection"));

        everybodySees("detection", "h1", "1 flaky");
    }

    @Test
    void showsAStoredDetection() throws Exception {
        try (SqliteRunHistory history = SqliteRunHistory.open(store())) {
            ShopHistory.loudest().tell(history);
        }
        show("shop-1", "stored");

        everybodySees("stored", "article, .card", ShopHistory.SESSION);
    }

    @Test
    void showsADetectionWhoseNamesMeanHarm() throws Exception {
        Hostility.tell(store());
        show(Hostility.ID, "hostile-report");

        everybodySees("hostile-report", "main", "<img src=x onerror=alert(1)>");
    }

    @Test
    void showsClustersOfFailures() throws Exception {
        Path records = folder.resolve("failures.jsonl");
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            for (String name : Stream.concat(
                            Stream.of("ValueError: no price for <num>", "TimeoutError: waited 30 s for the login"),
                            Hostility.NAMES.stream())
                    .toList()) {
                lines.append(new ObjectMapper()
                                .writeValueAsString(Map.of(
                                        "id",
                                        "f" + lines.length(),
                                        "test",
                                        "test " + name,
                                        "log",
                                        "Traceback\n  File \"cart.py\", line 3\nError: " + name,
                                        "merged",
                                        i % 2 == 0)))
                        .append('\n');
            }
        }
        Files.writeString(records, lines.append("{\"id\": \"<img src=x onerror=alert(1)>\", \"log\": 17}\n"));
        FlakyJar.run(
                folder,
                "triage",
                "train",
                records.toString(),
                "--out",
                folder.resolve("out").toString());
        Files.move(folder.resolve("out/report.html"), Path.of(file("clusters")));

        everybodySees("clusters", "h1", "look alike");
    }

    @Test
    void showsAnExploration() throws Exception {
        StringBuilder rows =
                new StringBuilder("timestamp,squad,platform,environment,device_id,scenarios_total,scenarios_failed\n");
        for (int i = 0; i < 200; i++) {
            rows.append("2026-01-%02dT%02d:00:00Z,%s,%s,beta,%s,10,%d\n"
                    .formatted(
                            1 + i % 28,
                            i % 24,
                            i % 3 == 0 ? "<img src=x onerror=alert(1)>" : "pay",
                            i % 2 == 0 ? "ios" : "](javascript:alert(1))",
                            i % 5 == 0 ? "d".repeat(300) : "phone1",
                            i % 4));
        }
        Files.writeString(folder.resolve("runs.csv"), rows);
        FlakyJar.run(
                folder,
                "explore",
                folder.resolve("runs.csv").toString(),
                "--out",
                folder.resolve("explored").toString());
        Files.move(folder.resolve("explored/report.html"), Path.of(file("exploration")));

        everybodySees("exploration", "h1", "Fail rates");
    }

    private void show(String id, String name) throws IOException, InterruptedException {
        FlakyJar.run(folder, "show", id, "--db", store().toString(), "--format", "html", "--output", file(name));
    }

    private void everybodySees(String name, String place, String text) {
        for (Look look : new Look[] {Look.DESK, Look.DARK_PHONE}) {
            Visit visit = CHROMIUM.visit(look);
            Page page = visit.open(Path.of(file(name)).toUri().toString());

            visit.keepPicture(name);
            assertThat(page.locator(place).first()).containsText(text);
            visit.isForEverybody();
        }
        Visit byKeyboard = CHROMIUM.visit(Look.DESK);
        byKeyboard.open(Path.of(file(name)).toUri().toString());
        byKeyboard.isReachedByKeyboard();
    }

    private String file(String name) {
        return folder.resolve(name + ".html").toString();
    }

    private Path store() {
        return folder.resolve("db");
    }
}
