package dev.flakydetector.github;

import dev.flakydetector.github.ReportInputs.Commenting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A step that tells a finished result to a GitHub on loopback, and what it printed and how long it waited. */
final class TellingStep {

    static final String SHA = "fedcba9876543210fedcba9876543210fedcba98";

    /** A second before the limits that tests make up are over. */
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_793_534_399), ZoneOffset.UTC);

    private final Path folder;
    private final List<String> lines = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private String token = "ghs_test";

    TellingStep(FakeGithub github, Path folder) throws IOException {
        this.folder = folder;
        with("GITHUB_API_URL", github.url());
        with("GITHUB_REPOSITORY", FakeGithub.REPOSITORY);
        with("GITHUB_STEP_SUMMARY", folder.resolve("summary.md").toString());
        with("GITHUB_OUTPUT", folder.resolve("output.txt").toString());
        with("GITHUB_EVENT_PATH", folder.resolve("event.json").toString());
        event("pull_request", """
                {"pull_request": {"number": 7, "head": {"ref": "topic", "sha": "%s", "repo": {"full_name": "octo/shop"}}}}""".formatted(SHA));
    }

    /** Makes it a job after a run of another workflow, for a fork's branch. */
    void afterWorkflowRun(String conclusion, String cause) throws IOException {
        event("workflow_run", """
                {"workflow_run": {"id": 77, "conclusion": "%s", "event": "%s", "head_branch": "topic", "head_sha": "%s",
                 "head_repository": {"full_name": "stranger/shop"}, "pull_requests": []}}""".formatted(conclusion, cause, SHA));
    }

    private void event(String name, String payload) throws IOException {
        with("GITHUB_EVENT_NAME", name);
        Files.writeString(folder.resolve("event.json"), payload);
    }

    void with(String variable, String value) {
        environment.put(variable, value);
    }

    void withToken(String other) {
        token = other;
    }

    void tell(ResultJson result) throws Exception {
        Path file = result.in(folder);
        report().tell(ResultFile.read(file), file, inputs(), EarlierFailures.NONE);
    }

    void resolve() throws Exception {
        report().resolve(inputs());
    }

    private ActionReport report() throws IOException {
        return ActionReport.of(new RunnerEnvironment(environment), lines::add, pauses::add, CLOCK);
    }

    private ReportInputs inputs() throws IOException {
        return new ReportInputs(
                Commenting.AUTO,
                Optional.of(token),
                Optional.empty(),
                Optional.empty(),
                Files.createDirectories(folder.resolve("workspace")),
                List.of(),
                "flaky-detector",
                false);
    }

    List<String> lines() {
        return lines;
    }

    String printed() {
        return String.join("\n", lines);
    }

    List<Duration> pauses() {
        return pauses;
    }

    String outputs() throws IOException {
        return Files.readString(folder.resolve("output.txt"));
    }

    String summary() throws IOException {
        return Files.readString(folder.resolve("summary.md"));
    }
}
