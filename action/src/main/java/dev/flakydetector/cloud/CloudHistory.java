package dev.flakydetector.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flakydetector.domain.TestId;
import java.io.IOException;
import java.net.ProxySelector;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What the stack remembers of a repository's tests. It is asked in passing: all questions together take a bounded time, and
 * after the first that gets no answer the rest are not asked.
 */
public final class CloudHistory {

    private static final Duration ALTOGETHER = Duration.ofSeconds(20);
    private static final Duration EACH = Duration.ofSeconds(5);
    private static final int MOST = 100;

    /** One detection, or one in which a test failed. */
    public record Sighting(String detectionId, Instant startedAt, Optional<String> commit) {}

    private final SignedApi api;
    private final Clock clock;
    private final Instant deadline;
    private boolean silent;

    private CloudHistory(SignedApi api, Clock clock) {
        this.api = api;
        this.clock = clock;
        this.deadline = clock.instant().plus(ALTOGETHER);
    }

    /** Signs as {@link CloudDetections} does; its time begins to run now. */
    public static CloudHistory at(
            CloudEndpoint endpoint, Map<String, String> environment, ProxySelector proxies, Clock clock) {
        RequestSigner signer = new RequestSigner(CloudCredentials.of(environment), endpoint.region(), clock);
        return new CloudHistory(new SignedApi(endpoint, signer, proxies, none -> {}), clock);
    }

    /** The newest detections of a repository; none when nothing is known. */
    public List<Sighting> detections(String repository) throws InterruptedException {
        return ask("/detections", Map.of("repo", repository), "detections");
    }

    /** The newest detections of a repository in which the test failed; none when nothing is known. */
    public List<Sighting> failuresOf(TestId test, String repository) throws InterruptedException {
        return ask("/tests/history", Map.of("id", test.toString(), "repo", repository), "sightings");
    }

    /** Whether a question got no answer, so that nothing that was asked from then on is known. */
    public boolean isSilent() {
        return silent;
    }

    private List<Sighting> ask(String path, Map<String, String> parameters, String field) throws InterruptedException {
        if (silent || !clock.instant().isBefore(deadline)) {
            silent = true;
            return List.of();
        }
        try {
            ApiAnswer answer = api.getAtOnce(path, parameters, MOST, EACH);
            silent = !answer.isSuccess() || !answer.json().path(field).isArray();
            return silent ? List.of() : sightings(answer.json().path(field));
        } catch (IOException | SdkException e) {
            silent = true;
            return List.of();
        }
    }

    private static List<Sighting> sightings(JsonNode array) {
        List<Sighting> sightings = new ArrayList<>();
        for (JsonNode each : array) {
            if (sightings.size() < MOST) {
                startedAt(each)
                        .ifPresent(moment -> sightings.add(new Sighting(
                                each.path("detection_id").asText(),
                                moment,
                                Optional.of(each.path("commit"))
                                        .filter(JsonNode::isTextual)
                                        .map(JsonNode::asText))));
            }
        }
        return sightings;
    }

    private static Optional<Instant> startedAt(JsonNode sighting) {
        try {
            return Optional.of(Instant.parse(sighting.path("started_at").asText()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
