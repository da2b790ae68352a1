package dev.flakydetector.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ProxySelector;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;

/** Has detections run in the user's own account, and waits for their reports. */
public final class CloudDetections {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final Duration LAST_WORD = Duration.ofSeconds(5);
    /** What a cancelled detection gets to end its attempts. */
    private static final Duration GRACE = Duration.ofMinutes(2);

    private static final Set<String> ENDS = Set.of("DONE", "FAILED", "CANCELLED");

    private final SignedApi api;
    private final ApiAdvice advice;
    private final Pause pause;
    private final Clock clock;
    private final Consumer<String> progress;

    private CloudDetections(SignedApi api, ApiAdvice advice, Pause pause, Clock clock, Consumer<String> progress) {
        this.api = api;
        this.advice = advice;
        this.pause = pause;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Signs with what the environment or the machine holds.
     *
     * @param progress is told of every step in a line
     */
    public static CloudDetections at(
            CloudEndpoint endpoint,
            Map<String, String> environment,
            ProxySelector proxies,
            Pause pause,
            Clock clock,
            Consumer<String> progress) {
        RequestSigner signer = new RequestSigner(CloudCredentials.of(environment), endpoint.region(), clock);
        SignedApi api = new SignedApi(endpoint, signer, proxies, pause);
        return new CloudDetections(api, new ApiAdvice(endpoint), pause, clock, progress);
    }

    /**
     * Asks for a detection and waits until it has ended, at most for so long; then it is cancelled.
     *
     * @throws InterruptedException when the thread was interrupted; the detection was then cancelled
     */
    public CloudOutcome run(CloudRequest request, Duration within) throws InterruptedException {
        Instant deadline = clock.instant().plus(within);
        Optional<String> url = Optional.empty();
        try {
            ApiAnswer accepted = api.post("/detections", headers(request), request.body());
            url = statusUrl(accepted);
            if (url.isEmpty()) {
                return advice.refusal(accepted);
            }
            progress.accept("Detection %s runs in the cloud"
                    .formatted(accepted.json().path("detection_id").asText()));
            return follow(url.get(), deadline, within);
        } catch (InterruptedException e) {
            cancelAtOnce(url, request);
            throw e;
        } catch (IOException | SdkException e) {
            return advice.unreachable(e, url);
        }
    }

    private static Map<String, String> headers(CloudRequest request) {
        return Map.of("Content-Type", "application/json", "Idempotency-Key", request.key());
    }

    private static Optional<String> statusUrl(ApiAnswer answer) {
        String url = answer.json().path("status_url").asText();
        return answer.isSuccess() && CloudEndpoint.isPath(url) ? Optional.of(url) : Optional.empty();
    }

    private CloudOutcome follow(String url, Instant deadline, Duration within)
            throws IOException, InterruptedException {
        ApiAnswer last = waitForEnd(url, deadline);
        if (!last.isSuccess()) {
            return advice.lost(last, url);
        }
        if (hasEnded(last)) {
            return new CloudOutcome.Reported(last.body(), List.of());
        }
        String late = "The detection took longer than the %d minutes of the input 'wait', so it was cancelled"
                .formatted(within.toMinutes());
        progress.accept(late);
        api.post(url + "/cancel", Map.of(), "");
        ApiAnswer ended = waitForEnd(url, clock.instant().plus(GRACE));
        return hasEnded(ended)
                ? new CloudOutcome.Reported(ended.body(), List.of(late + "; this is what was measured until then"))
                : new CloudOutcome.Refused(List.of(late + ", and has not ended yet: %s".formatted(url)), false);
    }

    private static boolean hasEnded(ApiAnswer answer) {
        return ENDS.contains(answer.json().path("status").asText());
    }

    /** The last answer: the one of an end, one that is no success, or the one at the deadline. */
    private ApiAnswer waitForEnd(String url, Instant deadline) throws IOException, InterruptedException {
        String told = "";
        for (Duration wait = FIRST_WAIT; ; wait = longer(wait)) {
            ApiAnswer now = api.get(url);
            if (!now.isSuccess() || hasEnded(now)) {
                return now;
            }
            String state = state(now.json());
            if (!state.equals(told)) {
                progress.accept(state);
                told = state;
            }
            if (!clock.instant().plus(wait).isBefore(deadline)) {
                return now;
            }
            pause.take(wait);
        }
    }

    private static String state(JsonNode report) {
        return "%s: %d of %d runs"
                .formatted(
                        report.path("status").asText(),
                        report.path("total_runs").asInt(),
                        report.path("runs_requested").asInt());
    }

    private static Duration longer(Duration wait) {
        Duration next = wait.multipliedBy(3).dividedBy(2);
        return next.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : next;
    }

    /** A cancelled job has seconds left. Where no answer came yet, the same key tells which detection it was. */
    private void cancelAtOnce(Optional<String> known, CloudRequest request) throws InterruptedException {
        try {
            Optional<String> url = known.isPresent()
                    ? known
                    : statusUrl(api.postAtOnce("/detections", headers(request), request.body(), LAST_WORD));
            if (url.isPresent()) {
                api.postAtOnce(url.get() + "/cancel", Map.of(), "", LAST_WORD);
                progress.accept("Cancelled %s".formatted(url.get()));
            }
        } catch (IOException | SdkException e) {
            progress.accept("The detection could not be cancelled and goes on: %s".formatted(e.getMessage()));
        }
    }
}
