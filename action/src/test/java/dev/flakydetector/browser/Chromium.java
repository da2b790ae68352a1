package dev.flakydetector.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The machine's own Chromium: one process for all tests of a run, and a profile of its own for every visit. After each
 * test it is asked whether any page ran what it must not run or called somebody else.
 */
final class Chromium implements BeforeAllCallback, AfterTestExecutionCallback {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final List<Visit> visits = new ArrayList<>();
    private Optional<Browser> browser = Optional.empty();

    @Override
    public void beforeAll(ExtensionContext context) {
        Optional<Path> program = program();
        assumeTrue(program.isPresent(), "No chromium on this machine");
        browser = Optional.of(context.getRoot()
                .getStore(Namespace.create(Chromium.class))
                .getOrComputeIfAbsent("browser", key -> Running.start(program.orElseThrow()), Running.class)
                .browser());
    }

    private static Optional<Path> program() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Somebody who looks at pages on such a screen. */
    Visit visit(Look look) {
        Visit visit = Visit.begin(browser.orElseThrow(), look);
        visits.add(visit);
        return visit;
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        List<Visit> ended = List.copyOf(visits);
        visits.clear();
        ended.forEach(Visit::end);
        ended.forEach(Visit::wasHarmless);
    }

    /** The process and what drives it, ended with the run. */
    private record Running(Playwright playwright, Browser browser) implements AutoCloseable {

        static Running start(Path program) {
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
            // Without a sandbox of its own, since that needs rights that containers do not give.
            Browser browser = playwright
                    .chromium()
                    .launch(new LaunchOptions().setExecutablePath(program).setArgs(List.of("--no-sandbox")));
            return new Running(playwright, browser);
        }

        @Override
        public void close() {
            playwright.close();
        }
    }
}
