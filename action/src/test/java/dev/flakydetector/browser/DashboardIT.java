package dev.flakydetector.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the dashboard tells of three months, counted again by the test. */
class DashboardIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @TempDir
    static Path folder;

    private static List<Detection> told = List.of();
    private static FlakyJar.Server server;

    @BeforeAll
    static void serve() throws Exception {
        told = ShopHistory.tell(folder.resolve("db"));
        server = FlakyJar.serve(folder, folder.resolve("db"));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void countsTheLastThirtyDays() {
        Page page = dashboard();

        tells(page, within(30));
        assertThat(page.locator("#tests tbody tr").first()).containsText(ShopHistory.SENDS);
        assertThat(page.locator("#trend svg title").first()).containsText("runs failed");
    }

    @Test
    void countsOtherDaysAndAnotherRepository() {
        Page page = dashboard();
        tells(page, within(30));

        page.getByLabel("Last").selectOption("90 days");
        tells(page, within(90));
        assertThat(within(90)).hasSizeGreaterThan(100);
        page.getByLabel("Repository").selectOption(ShopHistory.MAIL);
        tells(page, within(90).stream().filter(of(ShopHistory.MAIL)).toList());
        assertThat(page.locator("#tests tbody tr")).hasCount(1);
        assertThat(page.locator("#tests tbody tr")).containsText(ShopHistory.SENDS);
        page.getByLabel("Last").selectOption("7 days");
        tells(page, within(7).stream().filter(of(ShopHistory.MAIL)).toList());
    }

    @Test
    void listsWhatIsUnderWayAndWhatCameToNothing() {
        Page page = dashboard();

        Locator rows = page.locator("#detections tbody tr");
        assertThat(rows).hasCount(Math.min(50, within(30).size()));
        assertThat(rows.filter(new Locator.FilterOptions().setHasText("running-1")))
                .containsText("running");
        assertThat(rows.filter(new Locator.FilterOptions().setHasText("failed-1")))
                .containsText("failed");
        assertThat(rows.filter(new Locator.FilterOptions().setHasText("cancelled-1")))
                .containsText("0 of 3");
    }

    @Test
    void tellsWhatIsKnownOfTheNewestDetection() {
        Page page = dashboard();

        assertThat(page.locator("#newest-about")).containsText("about $0.002 in the cloud");
        assertThat(page.locator("#clusters")).containsText("12 times on 5 branches since 2026-06-03");
        assertThat(page.locator("#newest-tests tr").filter(new Locator.FilterOptions().setHasText(ShopHistory.SESSION)))
                .containsText("51 %");
    }

    @Test
    void keepsTheChoiceInTheAddress() {
        Page page = dashboard();
        page.getByLabel("Repository").selectOption(ShopHistory.SHOP);
        page.getByLabel("Last").selectOption("7 days");
        List<Detection> chosen = within(7).stream().filter(of(ShopHistory.SHOP)).toList();
        tells(page, chosen);

        page.reload();

        tells(page, chosen);
        assertThat(page.getByLabel("Repository")).hasValue(ShopHistory.SHOP);
    }

    @Test
    void followsOneTestOverTime() {
        Page page = dashboard();

        page.locator("#tests").getByText(ShopHistory.STOCK).click();

        assertThat(page.locator("h1")).hasText(ShopHistory.STOCK);
        List<Detection> sightings = told.stream()
                .filter(each -> each.tests().stream()
                        .anyMatch(test -> test.id().toString().equals(ShopHistory.STOCK)
                                && test.rate().failures() > 0))
                .toList();
        assertThat(page.locator("#totals .tile").nth(1)).containsText("%1$d of %1$d0".formatted(sightings.size()));
        assertThat(page.locator("#trend rect")).hasCount(sightings.size());
        assertThat(page.locator("#sightings tbody tr")).hasCount(sightings.size());
        assertThat(page.locator("#known")).containsText("flaky replay shop-1 ");
        page.getByText("All flaky tests").click();
        assertThat(page.getByLabel("Repository")).hasValue(ShopHistory.SHOP);
    }

    @Test
    void leadsToTheReportOfADetection() {
        Page page = dashboard();

        page.locator("#newest-about a").click();

        assertThat(page.locator("h1")).containsText("failed");
        assertThat(page.locator("main")).containsText("Tests that failed");
    }

    private static Page dashboard() {
        return CHROMIUM.visit(Look.DESK).open(server.address(), ShopHistory.NOW);
    }

    private static void tells(Page page, List<Detection> detections) {
        int runs = detections.stream().mapToInt(Detection::attemptsRun).sum();
        int failures =
                detections.stream().mapToInt(each -> each.command().failures()).sum();
        long loud = judged(detections)
                .filter(each -> Set.of(Severity.CRITICAL, Severity.HIGH).contains(each.severity()))
                .count();
        assertThat(page.locator("#totals .tile")).hasText(new String[] {
            detections.size() + "detections",
            runs + "runs",
            Math.round(100.0 * failures / runs) + " %of all runs failed",
            loud + "critical or high"
        });
        for (Severity severity : Severity.values()) {
            long count = judged(detections)
                    .filter(each -> each.severity() == severity)
                    .count();
            assertThat(page.locator("#severities li." + severity + " .count")).hasText(Long.toString(count));
        }
    }

    private static Stream<Detection> judged(List<Detection> detections) {
        return detections.stream().filter(each -> each.status() != DetectionStatus.RUNNING && each.isJudged());
    }

    private static List<Detection> within(int days) {
        return told.stream()
                .filter(each -> !each.startedAt().isBefore(ShopHistory.NOW.minus(Duration.ofDays(days))))
                .toList();
    }

    private static Predicate<Detection> of(String repository) {
        return detection -> detection.request().repository().equals(repository);
    }
}
