package dev.flakydetector.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Test suites that nobody here wrote, from Debian's packages {@code golang-github-clbanning-mxj-dev}, {@code
 * golang-github-thoas-go-funk-dev} and {@code python3-toolz}.
 */
class RealProjectsIT {

    private static final Path GOCODE = Path.of("/usr/share/gocode/src/github.com");
    private static final Path TOOLZ = Path.of("/usr/lib/python3/dist-packages/toolz");

    @TempDir
    private Path folder;

    /** Order-dependent by package-level state: about 14 to 54 % under shuffling, never in the given order. */
    @Test
    void findsTheOrderDependentTestsOfMxj() throws IOException {
        JsonNode detection = detect(GOCODE.resolve("clbanning/mxj"), "GO111MODULE=off go test .", "--runs", "60");

        Set<String> flaky = ids(detection, "FLAKY");
        assertThat(flaky).hasSizeGreaterThanOrEqualTo(6);
        assertThat(ids(detection, "FAILING")).isEmpty();
        for (JsonNode test : detection.path("tests")) {
            assertThat(test.path("control").path("failures").asInt())
                    .as(test.path("id").asText())
                    .isZero();
        }
    }

    /** Random state that nothing seeds, so it fails in the given order too. */
    @Test
    void findsTheRandomTestsOfGoFunk() throws IOException {
        JsonNode detection = detect(
                GOCODE.resolve("thoas/go-funk"),
                "GO111MODULE=off GOPATH=/usr/share/gocode go test -vet=off .",
                "--runs",
                "60");

        assertThat(ids(detection, "FLAKY")).isNotEmpty().hasSizeLessThan(6);
        assertThat(ids(detection, "PASSING")).hasSizeGreaterThan(50);
    }

    @Test
    void findsNothingInToolz() throws IOException {
        JsonNode detection = detect(TOOLZ, "/usr/bin/python3 -m pytest -p no:cacheprovider .", "--runs", "10");

        assertThat(detection.path("severity").asText()).isEqualTo("NONE");
        assertThat(ids(detection, "PASSING")).hasSizeGreaterThan(150);
    }

    private JsonNode detect(Path project, String command, String... more) throws IOException {
        assumeTrue(Files.isDirectory(project), () -> project + " is not here: install its Debian package");
        Path result = folder.resolve("result.json");
        String[] arguments = {
            "detect",
            project.toString(),
            "--test-command",
            command,
            "--seed",
            "42",
            "--until",
            "cap",
            "--no-store",
            "--format",
            "json",
            "--output",
            result.toString(),
            more[0],
            more[1]
        };

        FlakyRun run = FlakyRun.of(folder, arguments);

        assertThat(run.exitCode()).as(run.err()).isZero();
        return new ObjectMapper().readTree(result.toFile());
    }

    private static Set<String> ids(JsonNode detection, String verdict) {
        Set<String> ids = new TreeSet<>();
        for (JsonNode test : detection.path("tests")) {
            if (test.path("verdict").asText().equals(verdict)) {
                ids.add(test.path("id").asText());
            }
        }
        return ids;
    }
}
