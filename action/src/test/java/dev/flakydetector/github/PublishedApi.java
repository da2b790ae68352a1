package dev.flakydetector.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A proxy that holds every request and every answer against GitHub's own OpenAPI description (npm {@code
 * @octokit/openapi}), cut down to the operations in use: Prism takes a minute to read the whole of it.
 */
public final class PublishedApi implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> PATHS = List.of(
            "/repos/{owner}/{repo}",
            "/repos/{owner}/{repo}/pulls",
            "/repos/{owner}/{repo}/issues/{issue_number}",
            "/repos/{owner}/{repo}/issues/{issue_number}/comments",
            "/repos/{owner}/{repo}/issues/comments/{comment_id}",
            "/repos/{owner}/{repo}/actions/runs/{run_id}",
            "/repos/{owner}/{repo}/actions/runs/{run_id}/artifacts",
            "/repos/{owner}/{repo}/actions/runs/{run_id}/jobs",
            "/repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}",
            "/repos/{owner}/{repo}/actions/jobs/{job_id}/logs");

    private static final Pattern LISTENING = Pattern.compile("Prism is listening on (http://127\\.0\\.0\\.1:\\d+)");

    private final Process prism;
    private final String url;

    private PublishedApi(Process prism, String url) {
        this.prism = prism;
        this.url = url;
    }

    /** Whether Prism and the description are in this folder. */
    public static boolean isIn(Path tools) {
        return Files.exists(tools.resolve("node_modules/@stoplight/prism-cli"))
                && Files.exists(tools.resolve("node_modules/@octokit/openapi"));
    }

    public static PublishedApi inFrontOf(FakeGithub github, Path tools, Path folder) throws IOException {
        Path description = folder.resolve("api.json");
        trim(tools.resolve("node_modules/@octokit/openapi/generated/api.github.com.json"), description);
        Process prism = new ProcessBuilder(
                        "node",
                        tools.resolve("node_modules/@stoplight/prism-cli/dist/index.js")
                                .toString(),
                        "proxy",
                        "--errors",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        "0",
                        description.toString(),
                        github.url())
                .redirectErrorStream(true)
                .start();
        PublishedApi api = new PublishedApi(prism, awaitListening(prism));
        github.behind(api.url());
        return api;
    }

    /** Where it listens: on a port that it finds itself. */
    private static String awaitListening(Process prism) throws IOException {
        StringBuilder printed = new StringBuilder();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(prism.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            printed.append(line).append('\n');
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                // Keeps the pipe from filling up.
                Thread drain = new Thread(() -> lines.lines().forEach(ignored -> {}), "prism-output");
                drain.setDaemon(true);
                drain.start();
                return listening.group(1);
            }
        }
        throw new IOException("Prism did not start: " + printed);
    }

    public String url() {
        return url;
    }

    private static void trim(Path whole, Path trimmed) throws IOException {
        ObjectNode api = (ObjectNode) MAPPER.readTree(whole.toFile());
        ((ObjectNode) api.path("paths")).retain(PATHS);
        api.remove(List.of("webhooks", "x-webhooks"));
        dropProse(api.path("paths"));
        Set<String> used = new HashSet<>();
        Deque<JsonNode> open = new ArrayDeque<>(List.of(api.path("paths")));
        while (!open.isEmpty()) {
            JsonNode node = open.remove();
            for (JsonNode reference : node.findValues("$ref")) {
                if (used.add(reference.asText())) {
                    open.add(api.at(reference.asText().substring(1)));
                }
            }
        }
        JsonNode components = api.path("components");
        components.fieldNames().forEachRemaining(kind -> keep(components, kind, used));
        MAPPER.writeValue(trimmed.toFile(), api);
    }

    private static void keep(JsonNode components, String kind, Set<String> used) {
        ((ObjectNode) components.path(kind))
                .retain(used.stream()
                        .filter(reference -> reference.startsWith("#/components/" + kind + "/"))
                        .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
                        .toList());
    }

    private static void dropProse(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(List.of("examples", "x-github"));
        }
        node.forEach(PublishedApi::dropProse);
    }

    @Override
    public void close() throws IOException {
        prism.destroy();
        try {
            if (!prism.waitFor(10, TimeUnit.SECONDS)) {
                prism.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
