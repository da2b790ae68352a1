package dev.flakydetector.adapter.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.adapter.Attempts;
import dev.flakydetector.adapter.Launch;
import dev.flakydetector.domain.TestCommand;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VitestAdapterTest {

    private final VitestAdapter adapter = new VitestAdapter();

    @TempDir
    private Path temporary;

    private NpmProject project;
    private String report;

    @BeforeEach
    void makeProject() {
        project = new NpmProject(temporary.resolve("work")).script("vitest").installed("vitest", "3.2.4", "vitest.mjs");
        report = "--outputFile.junit=" + project.beside("scratch").resolve("junit.xml");
    }

    @Test
    void recognisesItsProjects() {
        assertThat(adapter.recognise(project.folder())).contains("the script \"test\" of package.json");
        assertThat(adapter.recognise(
                        project.script("jest").file("vitest.config.ts", "").folder()))
                .isEmpty();
        assertThat(adapter.recognise(project.file("package.json", "{}").folder()))
                .contains("vitest.config.ts");
    }

    @Test
    void offersARunThatEnds() {
        project.file("package.json", "{}").file("yarn.lock", "");

        assertThat(adapter.defaultCommand(project.folder())).isEqualTo(TestCommand.of("yarn", "vitest", "run"));
    }

    @Test
    void runsOnceWithASeedAndTheReportBesideTheUsual() {
        Launch launch = project.launch(adapter, "npm test", Attempts.control(42));

        assertThat(NpmProject.started(launch))
                .containsExactly(
                        "/machine/node",
                        "node_modules/vitest/vitest.mjs",
                        "run",
                        "--reporter=default",
                        "--reporter=junit",
                        report,
                        "--sequence.seed=42");
    }

    @Test
    void keepsTheUsersReporterAndLeavesWatching() {
        project.script("vitest watch --reporter verbose --outputFile x.xml");

        Launch launch = project.launch(adapter, "npm test", Attempts.control(42));

        assertThat(NpmProject.started(launch))
                .contains("run", "--reporter", "verbose", report)
                .doesNotContain("watch", "x.xml", "--reporter=default");
    }

    @Test
    void shufflesTestsAndFiles() {
        Launch launch = project.launch(adapter, "npx vitest run", Attempts.shuffled(42));

        assertThat(NpmProject.started(launch))
                .contains("--sequence.shuffle.tests", "--sequence.shuffle.files", "--sequence.seed=42");
    }

    @Test
    void usesTheOneSwitchThatOldVersionsHave() {
        project.installed("vitest", "0.34.6", "vitest.mjs");

        Launch launch = project.launch(adapter, "npm test", Attempts.shuffled(42));

        assertThat(NpmProject.started(launch))
                .contains("--sequence.shuffle")
                .doesNotContain("--sequence.shuffle.tests");
    }

    @Test
    void selectsTestsByFileAndName() {
        Launch launch = project.launch(adapter, "npx vitest run unit", Attempts.only("test/a.test.js::S > v"));

        assertThat(NpmProject.started(launch))
                .doesNotContain("unit")
                .endsWith("test/a.test.js", "-t", "^ ?(?:S(?: > | )v)$");
    }

    @Test
    void addsItsOptionsBehindAScriptThatDoesMore() {
        project.script("tsc && vitest");

        assertThat(project.launch(adapter, "npm test", Attempts.control(42)).command())
                .startsWith("/machine/npm", "run", "test", "--", "--run")
                .contains(report);
    }

    @Test
    void findsWhyVitestDidNotStart() {
        assertThat(adapter.buildFailure(1, "\nNo test files found, exiting with code 1\n"))
                .isPresent();
        assertThat(adapter.buildFailure(
                        1, "failed to load config from /a/vitest.config.mjs\n\n⎯ Startup Error ⎯\nError: x"))
                .hasValueSatisfying(why -> assertThat(why).endsWith("Error: x"));
    }
}
