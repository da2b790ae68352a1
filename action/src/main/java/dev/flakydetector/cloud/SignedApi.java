package dev.flakydetector.cloud;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sends signed requests to the API, and again where it was busy or broken. Every request may be sent twice: reading changes
 * nothing, a detection is asked for with a key, and cancelling twice is cancelling once. Redirects are not followed: a
 * signature is for one host.
 */
final class SignedApi {

    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int TRIES = 6;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_FAULT = 500;
    /** The client sets these by itself, to what the signer took them for. */
    private static final Set<String> OWN_HEADERS = Set.of("host", "content-length");

    private final CloudEndpoint endpoint;
    private final RequestSigner signer;
    private final HttpClient http;
    private final Pause pause;

    SignedApi(CloudEndpoint endpoint, RequestSigner signer, ProxySelector proxies, Pause pause) {
        this.endpoint = endpoint;
        this.signer = signer;
        this.pause = pause;
        this.http = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(proxies)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    ApiAnswer get(String path) throws IOException, InterruptedException {
        return patiently("GET", path, Map.of(), "");
    }

    /** Asks once, for what can be done without. */
    ApiAnswer getAtOnce(String path, Map<String, String> parameters, int limit, Duration within)
            throws IOException, InterruptedException {
        HttpResponse<String> response = send("GET", endpoint.at(path, parameters, limit), Map.of(), "", within);
        return new ApiAnswer(response.statusCode(), response.body());
    }

    ApiAnswer post(String path, Map<String, String> headers, String json) throws IOException, InterruptedException {
        return patiently("POST", path, headers, json);
    }

    /** Sends once and soon, for when there is no time left. */
    ApiAnswer postAtOnce(String path, Map<String, String> headers, String json, Duration within)
            throws IOException, InterruptedException {
        HttpResponse<String> response = send("POST", endpoint.at(path), headers, json, within);
        return new ApiAnswer(response.statusCode(), response.body());
    }

    private ApiAnswer patiently(String method, String path, Map<String, String> headers, String body)
            throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Duration wait = Duration.ofSeconds(1L << (attempt - 1));
            try {
                HttpResponse<String> response = send(method, endpoint.at(path), headers, body, ANSWER);
                boolean mayRecover =
                        response.statusCode() == TOO_MANY_REQUESTS || response.statusCode() >= SERVER_FAULT;
                if (!mayRecover || attempt == TRIES) {
                    return new ApiAnswer(response.statusCode(), response.body());
                }
                wait = asked(response).orElse(wait);
            } catch (IOException e) {
                if (attempt == TRIES) {
                    throw e;
                }
            }
            pause.take(wait);
        }
    }

    private static Optional<Duration> asked(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .map(length -> length.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : length);
    }

    private HttpResponse<String> send(
            String method, URI address, Map<String, String> headers, String body, Duration within)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(within)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        signer.sign(method, address, headers, body).forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
