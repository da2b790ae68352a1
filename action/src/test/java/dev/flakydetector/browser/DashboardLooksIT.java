package dev.flakydetector.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The dashboard and the page of one test on a desk, on a phone, in a dark room, shown larger, and by keyboard alone. */
class DashboardLooksIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @TempDir
    static Path folder;

    private static FlakyJar.Server server;

    @BeforeAll
    static void serve() throws Exception {
        ShopHistory.tell(folder.resolve("db"));
        server = FlakyJar.serve(folder, folder.resolve("db"));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (server != null) {
            server.stop();
        }
    }

    static Stream<Look> looks() {
        return Stream.of(Look.DESK, Look.DARK_DESK, Look.PHONE, Look.DARK_PHONE);
    }

    @ParameterizedTest
    @MethodSource("looks")
    void theDashboardIsForEverybody(Look look) {
        Visit visit = CHROMIUM.visit(look);
        read(visit, "");

        visit.keepPicture("dashboard");
        visit.isForEverybody();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void thePageOfATestIsForEverybody(Look look) {
        Visit visit = CHROMIUM.visit(look);
        read(visit, session());

        visit.keepPicture("test");
        visit.isForEverybody();
    }

    @Test
    void everyControlIsReachedByKeyboard() {
        for (String path : List.of("", session())) {
            Visit visit = CHROMIUM.visit(Look.DESK);
            read(visit, path);

            visit.isReachedByKeyboard();
        }
    }

    @Test
    void aChoiceIsMadeByKeyboard() {
        Page page = read(CHROMIUM.visit(Look.DESK), "");

        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().press("ArrowDown");

        assertThat(page.getByLabel("Last")).hasValue("90");
        assertThat(page).hasURL(server.address() + "?repo=&days=90");
    }

    @Test
    void isReadWhenEverythingIsShownFourTimesLarger() {
        for (String path : List.of("", session())) {
            Visit visit = CHROMIUM.visit(Look.DESK.zoomed(4));
            read(visit, path);

            visit.isForEverybody();
        }
    }

    @Test
    void lettersGrowWithTheReadersOwnSize() {
        Page page = read(CHROMIUM.visit(Look.PHONE), "");
        Object before = page.evaluate("getComputedStyle(document.querySelector('td')).fontSize");

        page.evaluate("document.documentElement.style.fontSize = '200%'");

        assertThat(before).isEqualTo("14.4px");
        assertThat(page.evaluate("getComputedStyle(document.querySelector('td')).fontSize"))
                .isEqualTo("28.8px");
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }

    @Test
    void nothingMovesForThoseWhoAskForThat() {
        Page page = read(CHROMIUM.visit(Look.DESK), "");

        assertThat(
                        page.evaluate(
                                "[...document.querySelectorAll('*')].every(each => ['0s', ''].includes(getComputedStyle(each).transitionDuration) && getComputedStyle(each).animationName === 'none')"))
                .isEqualTo(true);
    }

    private static String session() {
        return "test?repo=%s&id=%s"
                .formatted(
                        URLEncoder.encode(ShopHistory.SHOP, StandardCharsets.UTF_8),
                        URLEncoder.encode(ShopHistory.SESSION, StandardCharsets.UTF_8));
    }

    private static Page read(Visit visit, String path) {
        Page page = visit.open(server.address() + path, ShopHistory.NOW);
        assertThat(page.locator("#trend svg")).isVisible();
        assertThat(page.locator("#state")).isEmpty();
        return page;
    }
}
