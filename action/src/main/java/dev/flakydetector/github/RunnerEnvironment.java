package dev.flakydetector.github;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the runner tells a step through its environment; the names are GitHub's.
 *
 * @param variables the environment of the process
 */
public record RunnerEnvironment(Map<String, String> variables) {

    private static final String PUBLIC_API = "https://api.github.com";
    private static final String PUBLIC_SERVER = "https://github.com";

    public RunnerEnvironment {
        variables = Map.copyOf(variables);
    }

    /** A variable with text in it. */
    Optional<String> text(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /** Differs from the public one on GitHub Enterprise Server. */
    String apiUrl() {
        return text("GITHUB_API_URL").orElse(PUBLIC_API);
    }

    String serverUrl() {
        return text("GITHUB_SERVER_URL").orElse(PUBLIC_SERVER);
    }

    /** Such as {@code octo/shop}; empty outside of GitHub. */
    Optional<String> repository() {
        return text("GITHUB_REPOSITORY");
    }

    String eventName() {
        return text("GITHUB_EVENT_NAME").orElse("");
    }

    Optional<Path> eventFile() {
        return text("GITHUB_EVENT_PATH").map(Path::of);
    }

    Optional<Path> outputFile() {
        return text("GITHUB_OUTPUT").map(Path::of);
    }

    Optional<Path> summaryFile() {
        return text("GITHUB_STEP_SUMMARY").map(Path::of);
    }

    /** Where the files of this run go, which the Action then uploads. */
    public Path resultFolder(Path temporaryFolder) {
        return text("FLAKY_RESULT_FOLDER")
                .map(Path::of)
                .orElseGet(() -> text("RUNNER_TEMP")
                        .map(Path::of)
                        .orElse(temporaryFolder)
                        .resolve("flaky-detector"));
    }

    /** The page of this very run. */
    Optional<String> runUrl() {
        return repository()
                .flatMap(name ->
                        text("GITHUB_RUN_ID").map(id -> "%s/%s/actions/runs/%s".formatted(serverUrl(), name, id)));
    }

    /** Whether a token sent there goes over an encrypted line, or stays on this machine. */
    boolean isSafeForTokens() {
        URI uri = URI.create(apiUrl());
        return "https".equals(uri.getScheme())
                || "127.0.0.1".equals(uri.getHost())
                || "localhost".equals(uri.getHost());
    }
}
