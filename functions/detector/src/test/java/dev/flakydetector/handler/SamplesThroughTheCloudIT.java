package dev.flakydetector.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.history.InMemoryRunHistory;
import dev.flakydetector.pipeline.ClusterInsight;
import dev.flakydetector.pipeline.Insights;
import dev.flakydetector.render.json.JsonReport;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each sample from {@code POST /detections} to the report, through everything that is deployed; the local engine says the
 * same of it.
 */
class SamplesThroughTheCloudIT {

    private static final Path SAMPLES = Path.of("../../samples");

    /** The program that a sample needs besides Java and Maven. */
    private static final Map<String, String> NEEDS = Map.of(
            "pytest", "pytest",
            "unittest", "python3",
            "jest", "npm",
            "vitest", "npm",
            "mocha", "npm",
            "node-test", "node",
            "go", "go",
            "gradle", "gradle");

    /** Two waves where a run is quick, else one of a few runs. */
    private static final Map<String, Integer> RUNS = Map.of("pytest", 12, "unittest", 12, "node-test", 12);

    private static final int FEW_RUNS = 3;

    /** What leaves out a test whose outcome follows no seed, so that no two detections need agree on it. */
    private static final Map<String, String> COMMANDS =
            Map.of("go", "go test -run Items|Nothing|Reserve|Visitors|Dice ./...");

    /** As in the cloud where no training has been stored. */
    private static final Insights CLUSTERS = new Insights(List.of(new ClusterInsight(Optional::empty)));

    @TempDir
    private static Path folder;

    private static Stack stack;

    @BeforeAll
    static void start() throws Exception {
        stack = Stack.start(folder);
    }

    @AfterAll
    static void stop() throws IOException {
        if (stack != null) {
            stack.close();
        }
    }

    static List<String> samples() throws IOException {
        try (Stream<Path> samples = Files.list(SAMPLES)) {
            return samples.filter(sample -> Files.exists(sample.resolve("expected.json")))
                    .map(sample -> sample.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void getsTheSameReportAsOnOneMachine(String sample) throws Exception {
        String program = NEEDS.getOrDefault(sample, "mvn");
        assumeTrue(isInstalled(program), () -> program + " is not installed, so samples/" + sample + " cannot run");
        String file = SampleRepository.of(sample, stack.repositories().resolve(sample));
        ObjectNode request = StateMachineLoop.JSON
                .createObjectNode()
                .put("repo", stack.url(sample))
                .put("runs", RUNS.getOrDefault(sample, FEW_RUNS))
                .put("parallelism", 2)
                .put("until", "cap")
                .put("seed", 42);
        if (COMMANDS.containsKey(sample)) {
            request.put("test_command", COMMANDS.get(sample));
        }

        String found = stack.user().detect(request);
        String expected = locally(sample, request.deepCopy().put("repo", file));

        assertThat(Timeless.of(found).replace(stack.url(sample), file))
                .as(stack.logs())
                .isEqualTo(Timeless.of(expected));
        assertThat(clusters(found)).isEqualTo(clusters(expected));
    }

    /** Without their names, which may hold the paths of the machine. */
    private static List<JsonNode> clusters(String report) throws IOException {
        List<JsonNode> clusters = new ArrayList<>();
        for (JsonNode cluster : StateMachineLoop.JSON.readTree(report).path("clusters")) {
            clusters.add(((ObjectNode) cluster.deepCopy()).retain("key", "failures", "tests"));
        }
        return clusters;
    }

    private static String locally(String sample, ObjectNode request) throws Exception {
        InMemoryRunHistory history = new InMemoryRunHistory();
        Detection judged =
                new LocalTwin(Files.createDirectory(folder.resolve("local-" + sample)), history).run(request);
        Detection detection = CLUSTERS.addTo(judged, history);
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        JsonReport.write(detection, each -> history.forEachAttempt(detection.id(), each), report);
        return report.toString(StandardCharsets.UTF_8);
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }
}
