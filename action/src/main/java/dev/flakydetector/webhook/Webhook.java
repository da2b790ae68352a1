package dev.flakydetector.webhook;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Posts a JSON body to a secret address, once. */
public final class Webhook {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final int LEAST_ERROR = 300;

    private final HttpClient http;

    public Webhook(ProxySelector proxies) {
        this.http = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(proxies)
                .build();
    }

    /**
     * Posts the body.
     *
     * @param name what to call the service in a message
     * @return what went wrong, in a sentence without the address; empty when it was taken
     */
    public Optional<String> post(String name, String address, String json) throws InterruptedException {
        try {
            URI uri = URI.create(address.strip());
            if (!isSafe(uri)) {
                return Optional.of("%s was not told: its webhook is no https address".formatted(name));
            }
            HttpResponse<Void> answer = http.send(
                    HttpRequest.newBuilder(uri)
                            .timeout(ANSWER)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(json))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            return answer.statusCode() < LEAST_ERROR
                    ? Optional.empty()
                    : Optional.of("%s was not told: it answered %d; check that the webhook is still there"
                            .formatted(name, answer.statusCode()));
        } catch (IllegalArgumentException e) {
            return Optional.of("%s was not told: its webhook is no address".formatted(name));
        } catch (IOException e) {
            return Optional.of("%s was not told: it could not be reached (%s)"
                    .formatted(name, e.getClass().getSimpleName()));
        }
    }

    private static boolean isSafe(URI uri) {
        return "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && "127.0.0.1".equals(uri.getHost()));
    }
}
