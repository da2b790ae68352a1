package dev.flakydetector.adapter.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.adapter.Attempts;
import dev.flakydetector.adapter.Launch;
import dev.flakydetector.domain.TestCommand;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeTestAdapterTest {

    private final NodeTestAdapter adapter = new NodeTestAdapter();

    @TempDir
    private Path temporary;

    private NpmProject project;
    private String destination;

    @BeforeEach
    void makeProject() {
        project = new NpmProject(temporary.resolve("work")).script("node --test");
        destination = "--test-reporter-destination=" + project.beside("scratch").resolve("junit.xml");
    }

    @Test
    void recognisesItsProjects() {
        assertThat(adapter.recognise(project.folder())).contains("the script \"test\" of package.json");
        assertThat(adapter.recognise(project.script("jest").folder())).isEmpty();
    }

    @Test
    void recognisesTestsWithoutAScript() {
        NpmProject bare = new NpmProject(temporary.resolve("bare"))
                .file("test/other.test.js", "require('tap');")
                .file("test/cart.test.mjs", "import test from 'node:test';")
                .file("node_modules/x/test.js", "import test from 'node:test';");

        assertThat(adapter.recognise(bare.folder()))
                .contains(Path.of("test/cart.test.mjs").toString());
        assertThat(adapter.defaultCommand(bare.folder())).isEqualTo(TestCommand.of("node", "--test"));
    }

    @Test
    void reportsBesideTheUsualReporter() {
        Launch launch = project.launch(adapter, "npm test", Attempts.control(42));

        List<String> words = NpmProject.started(launch);
        assertThat(words.get(0)).isEqualTo("/machine/node");
        assertThat(words.get(1)).startsWith("--test-reporter=file:").endsWith("node-test-report.mjs");
        assertThat(words.subList(2, words.size()))
                .containsExactly(destination, "--test-reporter=spec", "--test-reporter-destination=stdout", "--test");
        assertThat(launch.environment()).doesNotContainKey(NodeTestSupport.ORDER_SEED);
    }

    @Test
    void givesTheUsersReporterTheDestinationItNeedsBesideOurs() {
        Launch launch =
                project.launch(adapter, "node --test-reporter dot --test --watch a.test.js", Attempts.control(42));

        assertThat(NpmProject.started(launch))
                .doesNotContain("--watch", "--test-reporter=spec")
                .endsWith(
                        destination,
                        "--test-reporter-destination=stdout",
                        "--test-reporter",
                        "dot",
                        "--test",
                        "a.test.js");
    }

    @Test
    void shufflesBySeed() {
        Launch launch = project.launch(adapter, "node --test", Attempts.shuffled(42));

        assertThat(NpmProject.started(launch).get(1)).startsWith("--require=").endsWith("node-test-order.cjs");
        assertThat(launch.environment()).containsEntry(NodeTestSupport.ORDER_SEED, "42");
    }

    @Test
    void saysWhereItCannotShuffle() {
        Launch launch = project.launch(adapter, "node --test --test-isolation=none", Attempts.shuffled(42));

        assertThat(launch.shortfalls()).singleElement().asString().contains("isolation");
    }

    @Test
    void selectsTestsByFileAndName() {
        Launch launch = project.launch(adapter, "node --test test/all.test.js", Attempts.only("test/a.test.js::S > v"));

        assertThat(NpmProject.started(launch))
                .endsWith("--test", "--test-name-pattern=^(?:S v|v)$", "test/a.test.js")
                .doesNotContain("test/all.test.js");
    }

    @Test
    void reachesNodeBehindAScriptByItsOptionsVariable() {
        project.script("eslint . && node --test");

        Launch launch = project.launch(adapter, "npm test", Attempts.shuffled(42));

        assertThat(launch.command().get(2)).contains("NODE_OPTIONS=\"$NODE_OPTIONS $2\"");
        assertThat(launch.command().get(5)).contains("node-test-order.cjs", "--test-reporter=spec", destination);
        assertThat(NpmProject.started(launch)).containsExactly("/machine/npm", "run", "test");
    }

    @Test
    void leavesAScriptWithAReporterOfItsOwnAlone() {
        project.script("eslint . && node --test --test-reporter=tap");

        Launch launch = project.launch(adapter, "npm test", Attempts.shuffled(42));

        assertThat(launch.reports()).isEmpty();
        assertThat(launch.shortfalls()).singleElement().asString().contains("reporter of its own");
    }

    @Test
    void findsWhyNodeDidNotStart() {
        assertThat(adapter.buildFailure(1, "Could not find '/shop/nosuch.js'\n"))
                .isPresent();
        assertThat(adapter.buildFailure(9, "node: bad option: --nope\n")).isPresent();
    }
}
