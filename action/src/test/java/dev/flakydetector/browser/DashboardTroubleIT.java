package dev.flakydetector.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import dev.flakydetector.history.sqlite.SqliteRunHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard where there is nothing, nobody, something broken, or somebody who means harm. */
class DashboardTroubleIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @TempDir
    private Path folder;

    private Optional<FlakyJar.Server> server = Optional.empty();

    @AfterEach
    void stop() throws InterruptedException {
        if (server.isPresent()) {
            server.get().stop();
        }
    }

    @Test
    void saysThatThereIsNothingYet() throws Exception {
        SqliteRunHistory.open(store()).close();
        String address = serve();
        Visit visit = CHROMIUM.visit(Look.PHONE);

        Page page = visit.open(address, ShopHistory.NOW);

        assertThat(page.locator("#state")).containsText("No detection in this time");
        assertThat(page.locator("#totals .tile"))
                .hasText(new String[] {"0detections", "0runs", "–of all runs failed", "0critical or high"});
        assertThat(page.locator("#newest")).isHidden();
        visit.keepPicture("empty");
        visit.isForEverybody();
    }

    @Test
    void saysThatATestNeverFailedAndThatAnAddressNamesNone() throws Exception {
        SqliteRunHistory.open(store()).close();
        String address = serve();
        Visit visit = CHROMIUM.visit(Look.DESK);

        Page page = visit.open(address + "test?repo=a&id=b");
        assertThat(page.locator("#state")).hasText("It failed in no detection of this repository.");
        page.navigate(address + "test");

        assertThat(page.locator("#state")).containsText("names no test");
        visit.isForEverybody();
    }

    @Test
    void saysThatTheServerIsGoneAndGoesOnOnceItIsBack() throws Exception {
        Hostility.tell(store());
        String address = serve();
        Visit visit = CHROMIUM.visit(Look.DESK);
        Page page = visit.open(address, ShopHistory.NOW);
        assertThat(page.locator("#trend svg")).isVisible();

        page.route("**/detections?**", route -> route.abort());
        page.getByLabel("Last").selectOption("7 days");
        assertThat(page.locator("#state")).containsText("The history could not be read: the server does not answer");
        assertThat(page.locator("#content")).isHidden();
        visit.keepPicture("gone");
        visit.isForEverybody();
        page.unroute("**/detections?**");
        page.getByLabel("Last").selectOption("30 days");

        assertThat(page.locator("#content")).isVisible();
        assertThat(page.locator("#state")).isEmpty();
        assertThat(visit.takeComplaints()).allMatch(each -> each.contains("net::ERR_FAILED"));
    }

    @Test
    void saysWhichRecordCannotBeRead() throws Exception {
        try (SqliteRunHistory history = SqliteRunHistory.open(store())) {
            ShopHistory.loudest().tell(history);
        }
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + store().resolve("history.db"));
                Statement statement = database.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE detection SET document = 'no JSON' WHERE id = 'shop-1'"))
                    .isEqualTo(1);
        }
        String address = serve();
        Visit visit = CHROMIUM.visit(Look.DESK);

        Page page = visit.open(address, ShopHistory.NOW);

        assertThat(page.locator("#state")).containsText("shop-1");
        assertThat(visit.takeComplaints()).allMatch(each -> each.contains("500"));
    }

    @Test
    void runsNothingThatANameSays() throws Exception {
        Hostility.tell(store());
        String address = serve();
        for (Look look : new Look[] {Look.DARK_PHONE, Look.DESK}) {
            Visit visit = CHROMIUM.visit(look);
            Page page = visit.open(address, ShopHistory.NOW);
            assertThat(page.locator("#tests tbody tr")).hasCount(Hostility.NAMES.size());

            visit.keepPicture("hostile");
            visit.isForEverybody();
            visit.isReachedByKeyboard();
        }
    }

    @Test
    void opensThePageOfATestWhateverItsName() throws Exception {
        Hostility.tell(store());
        String address = serve();
        Visit visit = CHROMIUM.visit(Look.PHONE);
        Page page = visit.open(address, ShopHistory.NOW);
        assertThat(page.locator("#tests tbody tr")).hasCount(Hostility.NAMES.size());
        Map<?, ?> links = (Map<?, ?>)
                page.evaluate(
                        "Object.fromEntries([...document.querySelectorAll('#tests a')].map(each => [each.textContent, each.href]))");

        for (String name : Hostility.NAMES) {
            page.navigate(String.valueOf(links.get("tests/" + name)));
            assertThat(page.locator("h1")).hasText("tests/" + name);
            assertThat(page.locator("#trend svg")).isVisible();
        }

        visit.keepPicture("hostile-test");
        visit.isForEverybody();
    }

    @Test
    void allowsNoScriptButItsOwn() throws Exception {
        SqliteRunHistory.open(store()).close();
        String address = serve();
        Visit visit = CHROMIUM.visit(Look.DESK);
        Page page = visit.open(address, ShopHistory.NOW);
        assertThat(page.locator("#content")).isVisible();

        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 1\">')");
        page.evaluate(
                "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 2'}))");
        Object fetched = page.evaluate("fetch('https://evil.example/').then(() => 'fetched', () => 'refused')");

        assertThat(fetched).isEqualTo("refused");
        assertThat(page.evaluate("window.ran")).isNull();
        Response again = page.reload();
        assertThat(again.headerValue("content-security-policy")).startsWith("default-src 'none'");
        assertThat(visit.takeComplaints()).isNotEmpty().anyMatch(each -> each.contains("Content Security Policy"));
    }

    private String serve() throws IOException {
        FlakyJar.Server started = FlakyJar.serve(folder, store());
        server = Optional.of(started);
        return started.address();
    }

    private Path store() {
        return folder.resolve("db");
    }
}
