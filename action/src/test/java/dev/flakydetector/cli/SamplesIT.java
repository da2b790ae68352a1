package dev.flakydetector.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample gets the verdicts that its {@code expected.json} names, through the command line as a user calls it. */
class SamplesIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SAMPLES =
            Path.of("..", "samples").toAbsolutePath().normalize();

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

    @TempDir
    private Path folder;

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
    void getsItsVerdicts(String sample) throws IOException {
        String program = NEEDS.getOrDefault(sample, "java");
        assumeTrue(isInstalled(program), () -> program + " is not installed, so samples/" + sample + " cannot run");
        JsonNode expected =
                JSON.readTree(SAMPLES.resolve(sample).resolve("expected.json").toFile());
        Path result = folder.resolve("result.json");
        List<String> arguments =
                new ArrayList<>(List.of("detect", SAMPLES.resolve(sample).toString()));
        expected.path("arguments").forEach(argument -> arguments.add(argument.asText()));
        arguments.addAll(
                List.of("--db", folder.resolve("db").toString(), "--format", "json", "--output", result.toString()));

        FlakyRun run = FlakyRun.of(folder, arguments.toArray(String[]::new));

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode detection = JSON.readTree(result.toFile());
        assertThat(detection.path("framework").asText())
                .isEqualTo(expected.path("framework").asText());
        assertVerdicts(detection, expected.path("tests"));
    }

    private static void assertVerdicts(JsonNode detection, JsonNode expected) {
        Map<String, JsonNode> tests = new TreeMap<>();
        StreamSupport.stream(detection.path("tests").spliterator(), false)
                .forEach(test -> tests.put(test.path("id").asText(), test));
        assertThat(tests.keySet())
                .as(detection.path("problems").toPrettyString())
                .containsExactlyInAnyOrderElementsOf(() -> expected.fieldNames());
        SoftAssertions softly = new SoftAssertions();
        tests.forEach((id, test) -> {
            JsonNode wanted = expected.path(id);
            softly.assertThat(test.path("verdict").asText())
                    .as(id)
                    .isEqualTo(wanted.path("verdict").asText());
            softly.assertThat(test.path("rate").asDouble())
                    .as("rate of " + id)
                    .isBetween(
                            wanted.path("rate").path(0).asDouble(),
                            wanted.path("rate").path(1).asDouble());
        });
        softly.assertAll();
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
