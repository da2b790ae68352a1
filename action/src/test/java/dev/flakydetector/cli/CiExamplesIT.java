package dev.flakydetector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The examples for GitLab and for any other CI, run as they stand. Only the tests are others, and the clone comes from a
 * repository of this machine.
 */
class CiExamplesIT {

    private static final Path SAMPLES =
            Path.of("").toAbsolutePath().resolveSibling("samples").resolve("workflows");

    @TempDir
    private Path folder;

    private Path project;
    private Path published;

    /** How a script ended, and what it printed. */
    private record Ran(int exitCode, String printed) {}

    @BeforeEach
    void publish() throws Exception {
        project = Files.createDirectory(folder.resolve("project"));
        published = Files.createDirectory(folder.resolve("published"));
        Files.writeString(project.resolve(".flaky-detector.yml"), "framework: command\n");
        Files.writeString(
                project.resolve("run"),
                "echo \"${FLAKY_GITLAB_TOKEN-no token}\" >> %s/tokens; exit $((${ATTEMPT-1} %% 2))\n"
                        .formatted(folder));
        Path program = published.resolve("flaky");
        Files.writeString(program, """
                #!/bin/sh
                exec '%s' -XX:TieredStopAtLevel=1 -jar '%s' "$@"
                """.formatted(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        Path.of("target", "flaky.jar").toAbsolutePath()));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        for (String command : new String[] {
            "git init -q", "git add .", "git -c user.name=a -c user.email=a@example.com commit -qm all"
        }) {
            assertThat(run(published, Map.of(), command).exitCode()).isZero();
        }
    }

    @Test
    void aFailedPipelineOfGitlabGetsOneNoteAndTheTestsNeverSeeItsToken() throws Exception {
        Map<String, Object> job = jobOfGitlab();

        try (FakeGitlab gitlab = FakeGitlab.start()) {
            Map<String, String> variables = Map.of(
                    "CI_JOB_STATUS", "failed",
                    "CI_API_V4_URL", gitlab.url(),
                    "CI_PROJECT_ID", "42",
                    "CI_MERGE_REQUEST_IID", "7",
                    "CI_COMMIT_SHA", ActionRun.SHA,
                    "CI_JOB_URL", "https://gitlab.example.com/octo/shop/-/jobs/9",
                    "FLAKY_GITLAB_TOKEN", "secret");
            Ran tests = run(project, Map.of(), script(job.get("script")));
            Ran after = run(project, variables, script(job.get("after_script")));

            assertThat(tests.exitCode()).isEqualTo(1);
            assertThat(after.exitCode()).as(after.printed()).isZero();
            assertThat(gitlab.notes()).hasSize(1);
            assertThat(gitlab.notes().path(0).path("body").asText())
                    .contains("1 test failed: 1 is flaky")
                    .contains("https://gitlab.example.com/octo/shop/-/jobs/9");
            assertThat(project.resolve("flaky-result.json")).isNotEmptyFile();
            assertThat(Files.readAllLines(folder.resolve("tokens")))
                    .hasSizeGreaterThan(2)
                    .containsOnly("no token");
        }
    }

    @Test
    void aPipelineOfGitlabThatPassesRunsNothingMore() throws Exception {
        Map<String, Object> job = jobOfGitlab();

        Ran after = run(project, Map.of("CI_JOB_STATUS", "success"), script(job.get("after_script")));

        assertThat(after.exitCode()).isZero();
        assertThat(folder.resolve("tool")).doesNotExist();
    }

    @Test
    void anyOtherCiGetsItsReportsAndTheTestsOwnExitCode() throws Exception {
        Ran ran = run(
                project,
                Map.of("FLAKY", folder.resolve("tool").toString()),
                script(List.of(Files.readString(SAMPLES.resolve("any-ci.sh")))));

        assertThat(ran.exitCode()).as(ran.printed()).isEqualTo(1);
        assertThat(Files.readString(project.resolve("flaky-report.md"))).contains("1 of 1 test failed: 1 flaky");
        assertThat(Files.readString(project.resolve("flaky-report.html"))).startsWith("<!DOCTYPE html>");
        assertThat(Files.readString(project.resolve("flaky-result.json"))).contains("\"detection_id\"");
    }

    private static Map<String, Object> jobOfGitlab() throws IOException {
        Load yaml = new Load(LoadSettings.builder().build());
        return map(map(yaml.loadFromString(Files.readString(SAMPLES.resolve("other-ci.gitlab-ci.yml"))))
                .get("test"));
    }

    /** With the tests of this project, and in a folder of this test. */
    private String script(Object lines) {
        List<String> text = new ArrayList<>();
        ((List<?>) lines).forEach(line -> text.add(line.toString()));
        return String.join("\n", text)
                .replace("python3 -m pytest", "sh run")
                .replace("/opt/flaky-detector", folder.resolve("tool").toString());
    }

    private Ran run(Path where, Map<String, String> variables, String script) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder("sh", "-c", script).directory(where.toFile()).redirectErrorStream(true);
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("GIT_CONFIG_COUNT", "1");
        environment.put("GIT_CONFIG_KEY_0", "url.file://%s.insteadOf".formatted(published));
        environment.put("GIT_CONFIG_VALUE_0", "https://github.com/your-name/flaky-detector");
        environment.put("HOME", folder.toString());
        builder.environment().remove("FLAKY_STORE");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), printed);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }
}
