package dev.flakydetector.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** action.yml and the sample workflows, read as GitHub reads them. */
class ActionFileTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    @Test
    void everyInputIsDescribedHasADefaultAndReachesTheProgram() throws IOException {
        String text = Files.readString(ROOT.resolve("action.yml"));

        map(action().get("inputs")).forEach((name, input) -> {
            assertThat(map(input)).as(name).containsKeys("description", "default");
            assertThat(text).as(name).contains("inputs." + name);
            if (!name.equals("result")) {
                assertThat(text)
                        .contains("FLAKY_INPUT_" + name.toUpperCase(Locale.ROOT).replace('-', '_') + ": ");
            }
        });
    }

    @Test
    void noExpressionStandsInAScript() throws IOException {
        List<String> scripts = new ArrayList<>();
        for (Object step : (List<?>) map(action().get("runs")).get("steps")) {
            if (map(step).get("run") instanceof String script) {
                scripts.add(script);
            }
        }

        assertThat(scripts).hasSize(4).noneMatch(script -> script.contains("${{"));
    }

    @Test
    void theStepThatRunsTheTestsHasNoToken() throws IOException {
        for (Object step : (List<?>) map(action().get("runs")).get("steps")) {
            if ("rerun".equals(map(step).get("id"))) {
                assertThat(map(step).toString()).doesNotContain("token").doesNotContain("webhook");
                return;
            }
        }
        throw new AssertionError("there is no step 'rerun'");
    }

    @Test
    void theOutputsAreThoseThatTheProgramSets() throws IOException {
        assertThat(map(action().get("outputs")).keySet())
                .containsExactlyInAnyOrder(
                        "severity", "flaky-count", "failing-count", "detection-id", "report-path", "comment-url");
    }

    @Test
    void theWorkflowThatMayCommentExecutesNothing() throws IOException {
        Map<String, Object> tell = map(load(ROOT.resolve("samples/workflows/tell.yml")));
        String jobs = tell.get("jobs").toString();

        assertThat(jobs).contains("mode=comment").doesNotContain("checkout").doesNotContain("run=");
        assertThat(map(tell.get("permissions"))).containsOnlyKeys("actions", "pull-requests");
        Map<String, Object> rerun = map(load(ROOT.resolve("samples/workflows/rerun.yml")));
        assertThat(map(rerun.get("permissions"))).isEqualTo(Map.of("contents", "read"));
        assertThat(map(map(tell.get("on")).get("workflow_run")).get("workflows"))
                .isEqualTo(List.of(rerun.get("name")));
    }

    @Test
    void theWorkflowThatHoldsARoleInTheCloudExecutesNothing() throws IOException {
        Map<String, Object> lambda = map(load(ROOT.resolve("samples/workflows/lambda.yml")));

        assertThat(lambda.get("jobs").toString())
                .contains("mode=lambda", "role-to-assume")
                .doesNotContain("checkout")
                .doesNotContain("run=");
        assertThat(map(lambda.get("permissions"))).containsOnlyKeys("actions", "id-token", "pull-requests");
    }

    static Stream<Path> filesToLint() throws IOException {
        List<Path> files = new ArrayList<>(List.of(ROOT.resolve("action.yml")));
        for (String folder : List.of("samples/workflows", ".github/workflows")) {
            try (Stream<Path> workflows = Files.list(ROOT.resolve(folder))) {
                workflows
                        .filter(file -> file.toString().endsWith(".yml"))
                        .filter(file -> !file.toString().endsWith(".gitlab-ci.yml"))
                        .sorted()
                        .forEach(files::add);
            }
        }
        return files.stream();
    }

    @ParameterizedTest
    @MethodSource("filesToLint")
    void passesALinterOfActions(Path file) throws IOException, InterruptedException {
        Path linter = NodeTools.folder().resolve("node_modules/@action-validator/cli/cli.mjs");
        assumeTrue(
                Files.exists(linter),
                "needs npm package @action-validator/cli in FLAKY_NODE_TOOLS or target/node-tools");

        Process process = new ProcessBuilder("node", linter.toString(), file.toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(printed).isZero();
    }

    private static Map<String, Object> action() throws IOException {
        return map(load(ROOT.resolve("action.yml")));
    }

    private static Object load(Path file) throws IOException {
        return new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }
}
