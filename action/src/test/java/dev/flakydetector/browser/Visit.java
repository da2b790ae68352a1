package dev.flakydetector.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One visit to our pages, with all that they did meanwhile that a person would not see. */
final class Visit {

    private static final int MOST_STOPS = 600;

    private final BrowserContext context;
    private final Page page;
    private final Look look;
    private final List<String> requests = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final List<String> breaches = new ArrayList<>();
    private String origin = "";

    private Visit(BrowserContext context, Look look) {
        this.context = context;
        this.look = look;
        this.page = context.newPage();
        page.onRequest(request -> requests.add(request.url()));
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onDialog(dialog -> {
            breaches.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onPopup(popup -> breaches.add("popup: " + popup.url()));
    }

    static Visit begin(Browser browser, Look look) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(look.width(), look.height())
                .setColorScheme(look.colours())
                .setReducedMotion(ReducedMotion.REDUCE)
                .setTimezoneId("UTC")
                .setLocale("en-GB"));
        return new Visit(context, look);
    }

    /** Opens a page at this moment: its clock stands still. */
    Page open(String address, Instant now) {
        page.clock().setFixedTime(now.toEpochMilli());
        return open(address);
    }

    Page open(String address) {
        origin = address.startsWith("file:") ? address : address.replaceFirst("^(\\w+://[^/]+/).*", "$1");
        page.navigate(address);
        return page;
    }

    /** Keeps what is to be seen, for people to look at. */
    void keepPicture(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", "%s-%s.png".formatted(name, look))));
    }

    /** Everybody can read it and find the way: the rules of axe, ours on contrast, and nothing to be pushed sideways. */
    void isForEverybody() {
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)");
        assertThat((List<?>) page.evaluate(script("contrast.js"))).isEmpty();
        assertThat((List<?>) page.evaluate(script("sideways.js"))).isEmpty();
        // Of one frame and without its own look at contrast, its slowest.
        AxeBuilder axe = new AxeBuilder(page).setLegacyMode(true).disableRules(List.of("color-contrast"));
        assertThat(axe.analyze().getViolations())
                .extracting(rule -> rule.getId() + ": " + rule.getNodes().get(0).getHtml())
                .isEmpty();
    }

    /** Goes through the page with the tab key alone. */
    void isReachedByKeyboard() {
        page.evaluate("document.activeElement.blur()");
        Set<Object> stops = new LinkedHashSet<>();
        while (stops.size() < MOST_STOPS) {
            page.keyboard().press("Tab");
            Object stop = page.evaluate(script("focus.js"));
            if ("none".equals(stop) || !stops.add(stop)) {
                break;
            }
        }

        assertThat(stops).allMatch(stop -> stop.toString().startsWith("visible "));
        assertThat((List<?>) page.evaluate(script("unreached.js"))).isEmpty();
    }

    /** The trouble that the browser told its developers of; asking for it forgets it. */
    List<String> takeComplaints() {
        List<String> taken = List.copyOf(complaints);
        complaints.clear();
        return taken;
    }

    void end() {
        context.close();
    }

    void wasHarmless() {
        assertThat(breaches).isEmpty();
        assertThat(complaints).isEmpty();
        assertThat(requests)
                .isNotEmpty()
                .allMatch(request -> request.startsWith(origin) || request.startsWith("data:"), "within " + origin);
    }

    private static String script(String name) {
        try (InputStream in = Visit.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name, e);
        }
    }
}
