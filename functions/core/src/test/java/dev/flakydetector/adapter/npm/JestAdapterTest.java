package dev.flakydetector.adapter.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.adapter.Attempts;
import dev.flakydetector.adapter.Launch;
import dev.flakydetector.adapter.ReportLocation;
import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.Variation;
import dev.flakydetector.results.ReportFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JestAdapterTest {

    private final JestAdapter adapter = new JestAdapter();

    @TempDir
    private Path temporary;

    private NpmProject project;

    @BeforeEach
    void makeProject() {
        project = new NpmProject(temporary.resolve("work")).script("jest").installed("jest", "30.5.2", "bin/jest.js");
    }

    @Test
    void recognisesItsProjects() {
        assertThat(adapter.recognise(project.folder())).contains("the script \"test\" of package.json");
        assertThat(adapter.recognise(
                        project.file("package.json", "{\"jest\": {}}").folder()))
                .contains("the section \"jest\" of package.json");
        assertThat(adapter.recognise(project.file("package.json", "{\"devDependencies\": {\"jest\": \"30\"}}")
                        .folder()))
                .contains("the dependencies of package.json");
        assertThat(adapter.recognise(project.file("jest.config.mjs", "").folder()))
                .contains("jest.config.mjs");
        assertThat(adapter.recognise(project.script("vitest run").folder())).isEmpty();
        assertThat(adapter.recognise(temporary)).isEmpty();
    }

    @Test
    void offersTheTestScriptOrElseItself() {
        assertThat(adapter.defaultCommand(project.folder())).isEqualTo(TestCommand.of("npm", "test"));
        assertThat(adapter.defaultCommand(
                        project.file("package.json", "{\"jest\": {}}").folder()))
                .isEqualTo(TestCommand.of("npx", "jest"));
    }

    @Test
    void seedsAControlWithoutShuffling() {
        Launch launch = project.launch(adapter, "npm test", Attempts.control(42));

        Path report = project.beside("scratch").resolve("jest.json");
        assertThat(NpmProject.started(launch))
                .containsExactly(
                        "/machine/node",
                        "node_modules/jest/bin/jest.js",
                        "--ci",
                        "--watchAll=false",
                        "--json",
                        "--outputFile=" + report,
                        "--seed=42");
        assertThat(launch.reports()).containsExactly(new ReportLocation.File(ReportFormat.JEST_JSON, report));
        assertThat(launch.shortfalls()).isEmpty();
    }

    @Test
    void putsTheProjectsProgramsOnThePath() {
        Launch launch = project.launch(adapter, "npm test", Attempts.control(42));

        assertThat(launch.command().get(0)).isEqualTo("/machine/sh");
        assertThat(launch.command().get(4))
                .isEqualTo(project.folder().resolve("node_modules/.bin").toString());
    }

    @Test
    void shufflesBySeed() {
        Launch launch = project.launch(adapter, "npm test", Attempts.shuffled(42));

        assertThat(NpmProject.started(launch)).contains("--seed=42", "--randomize");
    }

    @Test
    void neverWatchesAndWritesTheReportToOurPlaceAlone() {
        project.script("jest --watch --json --outputFile=out.json --seed 3 --coverage");

        Launch launch = project.launch(adapter, "npm test", Attempts.control(42));

        assertThat(NpmProject.started(launch))
                .contains("--coverage", "--seed=42")
                .doesNotContain("--watch", "--outputFile=out.json", "3");
    }

    @Test
    void saysWhenJestIsTooOldToShuffle() {
        project.installed("jest", "27.5.1", "bin/jest.js");

        Launch launch = project.launch(adapter, "npm test", Attempts.shuffled(42));

        assertThat(NpmProject.started(launch)).doesNotContain("--randomize", "--seed=42");
        assertThat(launch.shortfalls()).singleElement().asString().contains("29.5");
    }

    @Test
    void selectsTestsByFileAndName() {
        Launch launch = project.launch(
                adapter,
                "npx jest unit --coverage -t old --maxWorkers 2",
                Attempts.only("test/cart.test.js::cart > adds up", "test/cart.test.js::cart > is empty"));

        assertThat(NpmProject.started(launch))
                .contains("--coverage", "--maxWorkers", "2")
                .doesNotContain("unit", "old")
                .endsWith(
                        "-t",
                        "^ ?(?:cart(?: > | )adds up|cart(?: > | )is empty)$",
                        "--runTestsByPath",
                        "test/cart.test.js");
    }

    @Test
    void addsItsOptionsBehindAScriptThatDoesMore() {
        project.script("eslint . && jest --watch");

        Launch launch = project.launch(adapter, "npm test", Attempts.shuffled(42));

        assertThat(launch.command())
                .startsWith("/machine/npm", "run", "test", "--")
                .contains("--randomize", "--watch=false");
        assertThat(launch.reports()).hasSize(1);
    }

    @Test
    void fallsBackToTheExitCodeAloud() {
        project.script("jest; echo done");

        Launch launch = project.launch(adapter, "npm test", Attempts.shuffled(42));

        assertThat(launch.command()).containsExactly("npm", "test");
        assertThat(launch.reports()).isEmpty();
        assertThat(launch.shortfalls()).singleElement().asString().contains("exit code alone", "jest; echo done");
    }

    @Test
    void passesOptionsThroughReactScripts() {
        project.script("react-scripts test")
                .installed("react-scripts", "5.0.1", "bin/react-scripts.js")
                .installed("jest", "27.5.1", "bin/jest.js");

        Launch launch = project.launch(adapter, "npm test", Attempts.control(42));

        assertThat(NpmProject.started(launch))
                .startsWith("/machine/node", "node_modules/react-scripts/bin/react-scripts.js", "test")
                .contains("--watchAll=false");
    }

    @Test
    void letsAVariedTimeZoneWinOverTheScripts() {
        project.script("TZ=UTC jest");
        Attempt varied = new Attempt(1, new Seed(1), Set.of(Variation.TIMEZONE), List.of());

        assertThat(project.launch(adapter, "npm test", varied).environment()).doesNotContainKey("TZ");
        assertThat(project.launch(adapter, "npm test", Attempts.control(1)).environment())
                .containsEntry("TZ", "UTC");
    }

    @Test
    void mentionsWorkspaces() {
        project.file("package.json", "{\"workspaces\": [\"a\"], \"scripts\": {\"test\": \"jest\"}}");

        assertThat(project.launch(adapter, "npm test", Attempts.control(1)).shortfalls())
                .singleElement()
                .asString()
                .contains("workspaces");
    }

    @Test
    void findsWhyJestDidNotStart() {
        String output =
                "\u001b[1m● Validation Error\u001b[0m:\n\n  Module nope in the transform option was not found.\n";

        assertThat(adapter.buildFailure(1, output))
                .contains("● Validation Error:\n  Module nope in the transform option was not found.");
        assertThat(adapter.buildFailure(1, "No tests found, exiting with code 1\n"))
                .isPresent();
        assertThat(adapter.buildFailure(0, "No tests found, exiting with code 0\n"))
                .isEmpty();
        assertThat(adapter.buildFailure(1, "Tests: 1 failed\n")).isEmpty();
    }
}
