package dev.flakydetector.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flakydetector.render.comment.PastResult;
import dev.flakydetector.render.comment.PullRequestComment;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Our note on a merge request: found by its marker and its author, and edited in place. */
public final class MergeRequestNote {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 50;
    private static final int LEAST_ERROR = 300;

    private final HttpClient http;
    private final String api;
    private final String notes;
    private final String token;

    /**
     * The note of one merge request.
     *
     * @param api such as {@code https://gitlab.com/api/v4}, which GitLab hands to jobs as CI_API_V4_URL
     * @param token of a project, a group or a person, with the scope {@code api}
     */
    public MergeRequestNote(String api, String project, String mergeRequest, String token, ProxySelector proxies) {
        this.http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(proxies)
                .build();
        this.api = api;
        this.notes = "%s/projects/%s/merge_requests/%s/notes"
                .formatted(api, URLEncoder.encode(project, StandardCharsets.UTF_8), mergeRequest);
        this.token = token;
    }

    /**
     * Puts the text in the place of our note, or under the discussion when there is none yet.
     *
     * @param begin whether to begin a note where there is none
     * @param text makes the note from the results that the present one remembers
     * @return the id of the note; empty when there was none and none was begun
     */
    public Optional<Long> put(boolean begin, Function<List<PastResult>, String> text)
            throws IOException, InterruptedException {
        Optional<JsonNode> present =
                find(send("GET", api + "/user", "").path("id").asLong());
        if (present.isPresent()) {
            long id = present.get().path("id").asLong();
            send(
                    "PUT",
                    notes + "/" + id,
                    body(text.apply(PastResult.in(present.get().path("body").asText()))));
            return Optional.of(id);
        }
        return begin
                ? Optional.of(send("POST", notes, body(text.apply(List.of())))
                        .path("id")
                        .asLong())
                : Optional.empty();
    }

    private static String body(String text) throws IOException {
        return MAPPER.writeValueAsString(Map.of("body", text));
    }

    private Optional<JsonNode> find(long author) throws IOException, InterruptedException {
        for (int page = 1; page <= MOST_PAGES; page++) {
            JsonNode found = send("GET", "%s?per_page=%d&page=%d".formatted(notes, PAGE, page), "");
            for (JsonNode note : found) {
                boolean ours = note.path("author").path("id").asLong() == author;
                if (ours && note.path("body").asText().startsWith(PullRequestComment.MARKER)) {
                    return Optional.of(note);
                }
            }
            if (found.size() < PAGE) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private JsonNode send(String method, String url, String json) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(ANSWER)
                .header("PRIVATE-TOKEN", token)
                .method(
                        method,
                        json.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(json));
        if (!json.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= LEAST_ERROR) {
            throw new IOException("GitLab answered %d to %s %s; the token needs the scope 'api' and the role Reporter"
                    .formatted(answer.statusCode(), method, URI.create(url).getPath()));
        }
        return MAPPER.readTree(answer.body());
    }
}
