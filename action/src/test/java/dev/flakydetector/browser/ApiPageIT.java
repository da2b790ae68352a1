package dev.flakydetector.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import dev.flakydetector.history.sqlite.SqliteRunHistory;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The API's own page, as Swagger UI shows it under our content security policy. */
class ApiPageIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @TempDir
    static Path folder;

    private static FlakyJar.Server server;

    @BeforeAll
    static void serve() throws Exception {
        SqliteRunHistory.open(folder.resolve("db")).close();
        server = FlakyJar.serve(folder, folder.resolve("db"));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void showsEveryOperation() throws Exception {
        int operations = 0;
        try (InputStream openapi =
                URI.create(server.address() + "openapi.json").toURL().openStream()) {
            for (JsonNode path : new ObjectMapper().readTree(openapi).path("paths")) {
                operations += path.size();
            }
        }
        for (Look look : new Look[] {Look.DESK, Look.DARK_PHONE}) {
            Visit visit = CHROMIUM.visit(look);

            Page page = visit.open(server.address() + "docs");

            assertThat(page.locator(".opblock")).hasCount(operations);
            visit.keepPicture("docs");
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
        }
    }

    @Test
    void callsAnOperation() {
        Page page = CHROMIUM.visit(Look.DESK).open(server.address() + "docs");
        page.locator("#operations-default-health .opblock-summary-control").click();
        page.getByText("Try it out").click();

        page.getByText("Execute", new Page.GetByTextOptions().setExact(true)).click();

        assertThat(page.locator(".live-responses-table .response .response-col_status"))
                .containsText("200");
        assertThat(page.locator(".live-responses-table")).containsText("\"status\": \"ok\"");
    }
}
