package dev.flakydetector.adapter.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.adapter.Attempts;
import dev.flakydetector.adapter.Launch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MochaAdapterTest {

    private final MochaAdapter adapter = new MochaAdapter();

    @TempDir
    private Path temporary;

    private NpmProject project;

    @BeforeEach
    void makeProject() {
        project =
                new NpmProject(temporary.resolve("work")).script("mocha").installed("mocha", "11.8.0", "bin/mocha.js");
    }

    @Test
    void recognisesItsProjects() {
        assertThat(adapter.recognise(project.folder())).contains("the script \"test\" of package.json");
        assertThat(adapter.recognise(project.script("nyc mocha").folder())).isPresent();
        assertThat(adapter.recognise(project.file(".mocharc.yml", "")
                        .file("package.json", "{}")
                        .folder()))
                .contains(".mocharc.yml");
    }

    @Test
    void onlyReportsInAControl() {
        Launch launch = project.launch(adapter, "npx mocha --reporter dot -w test", Attempts.control(42));

        List<String> words = NpmProject.started(launch);
        assertThat(words)
                .startsWith("/machine/node", "node_modules/mocha/bin/mocha.js", "--require")
                .endsWith("--reporter", "dot", "test")
                .doesNotContain("-w", "--no-parallel");
        assertThat(Path.of(words.get(3))).exists();
        assertThat(launch.environment())
                .containsEntry(
                        NodeTestSupport.REPORT,
                        project.beside("scratch").resolve("junit.xml").toString())
                .doesNotContainKey(NodeTestSupport.ORDER_SEED);
    }

    @Test
    void unpacksWhatItsFileLoads() {
        Launch launch = project.launch(adapter, "npx mocha", Attempts.control(42));

        Path hook = Path.of(NpmProject.started(launch).get(3));
        assertThat(List.of("order.cjs", "junit.cjs")).allMatch(name -> Files.exists(hook.resolveSibling(name)));
    }

    @Test
    void shufflesOneAfterTheOtherAndSaysSo() {
        Launch launch = project.launch(adapter, "npx mocha --parallel --jobs 3", Attempts.shuffled(42));

        assertThat(NpmProject.started(launch)).contains("--no-parallel").doesNotContain("--parallel");
        assertThat(launch.environment()).containsEntry(NodeTestSupport.ORDER_SEED, "42");
        assertThat(launch.shortfalls()).singleElement().asString().contains("parallel");
    }

    @Test
    void seesParallelInTheConfiguration() {
        project.file(".mocharc.json", "{\"parallel\": true}");

        assertThat(project.launch(adapter, "npm test", Attempts.shuffled(1)).shortfalls())
                .hasSize(1);
        assertThat(project.launch(adapter, "npm test", Attempts.control(1)).shortfalls())
                .isEmpty();
    }

    @Test
    void selectsTestsByFileAndName() {
        Launch launch = project.launch(
                adapter, "npx mocha test/unit --timeout 500 -g old", Attempts.only("test/a.js::A > in > x"));

        assertThat(NpmProject.started(launch))
                .contains("--timeout", "500")
                .doesNotContain("test/unit", "old")
                .endsWith("--grep", "^ ?(?:A(?: > | )in(?: > | )x)$", "test/a.js");
    }

    @Test
    void findsWhyMochaDidNotStart() {
        assertThat(adapter.buildFailure(1, "Error: No test files found: \"nosuch\"\n"))
                .isPresent();
        assertThat(adapter.buildFailure(1, " Exception during run: Error: x\n    at a.js:1\n"))
                .isPresent();
        assertThat(adapter.buildFailure(2, "  2 failing\n")).isEmpty();
    }
}
