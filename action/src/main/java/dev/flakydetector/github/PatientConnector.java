package dev.flakydetector.github;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ProxySelector;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/**
 * Sends requests to GitHub, waits out its rate limits where that takes minutes rather than hours, and tries again what
 * may be tried again after a fault of the server. Redirects are left to github-api, which drops the token on the way.
 */
final class PatientConnector implements GitHubConnector {

    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final int TRIES = 4;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FORBIDDEN = 403;
    private static final int SERVER_FAULT = 500;

    private final HttpClient http;
    private final Pause pause;
    private final Clock clock;

    PatientConnector(ProxySelector proxies, Pause pause, Clock clock) {
        this.http = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(proxies)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        this.pause = pause;
        this.clock = clock;
    }

    @Override
    public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
        byte[] body;
        try (InputStream in = request.body()) {
            body = in == null ? new byte[0] : in.readAllBytes();
        }
        try {
            for (int attempt = 1; ; attempt++) {
                HttpResponse<InputStream> response =
                        http.send(prepare(request, body), HttpResponse.BodyHandlers.ofInputStream());
                Optional<Duration> wait = attempt == TRIES ? Optional.empty() : wait(request, response, attempt);
                if (wait.isEmpty()) {
                    return new Answer(request, response);
                }
                response.body().close();
                pause.take(wait.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("Stopped while talking to GitHub").initCause(e);
        }
    }

    private static HttpRequest prepare(GitHubConnectorRequest request, byte[] body) throws IOException {
        try {
            HttpRequest.Builder builder =
                    HttpRequest.newBuilder(request.url().toURI()).timeout(ANSWER);
            request.allHeaders()
                    .forEach((name, values) -> values.stream()
                            .filter(value -> value != null)
                            .forEach(value -> builder.header(name, value)));
            if (request.contentType() != null) {
                builder.setHeader("Content-Type", request.contentType());
            }
            return builder.method(
                            request.method(),
                            request.hasBody()
                                    ? HttpRequest.BodyPublishers.ofByteArray(body)
                                    : HttpRequest.BodyPublishers.noBody())
                    .build();
        } catch (URISyntaxException e) {
            throw new IOException("Not an address: " + request.url(), e);
        }
    }

    /** How long to wait before the same request again; empty when the answer is the answer. */
    private Optional<Duration> wait(GitHubConnectorRequest request, HttpResponse<?> response, int attempt) {
        if (response.statusCode() >= SERVER_FAULT) {
            // A POST may have done its work before the fault; whoever sent it knows how to look.
            return request.method().equals("POST") ? Optional.empty() : Optional.of(Duration.ofSeconds(1L << attempt));
        }
        boolean usedUp = response.headers().firstValue("Retry-After").isPresent()
                || response.headers()
                        .firstValue("X-RateLimit-Remaining")
                        .filter("0"::equals)
                        .isPresent();
        boolean limited = response.statusCode() == TOO_MANY_REQUESTS || (response.statusCode() == FORBIDDEN && usedUp);
        if (!limited) {
            return Optional.empty();
        }
        return asked(response).filter(asked -> asked.compareTo(LONGEST_WAIT) <= 0);
    }

    private Optional<Duration> asked(HttpResponse<?> response) {
        Optional<Duration> retryAfter = response.headers()
                .firstValue("Retry-After")
                .flatMap(PatientConnector::number)
                .map(Duration::ofSeconds);
        if (retryAfter.isPresent()) {
            return retryAfter;
        }
        Optional<Duration> reset = response.headers()
                .firstValue("X-RateLimit-Reset")
                .flatMap(PatientConnector::number)
                .map(second -> Duration.between(clock.instant(), Instant.ofEpochSecond(second))
                        .plusSeconds(1))
                .map(left -> left.isNegative() ? Duration.ofSeconds(1) : left);
        return reset.isPresent() ? reset : Optional.of(Duration.ofMinutes(1));
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** What came back. */
    private static final class Answer extends GitHubConnectorResponse.ByteArrayResponse {

        private final HttpResponse<InputStream> response;

        Answer(GitHubConnectorRequest request, HttpResponse<InputStream> response) {
            super(request, response.statusCode(), response.headers().map());
            this.response = response;
        }

        @Override
        protected InputStream rawBodyStream() {
            return response.body();
        }

        @Override
        public void close() throws IOException {
            super.close();
            response.body().close();
        }
    }
}
