package dev.flakydetector.cloud;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Stands where API Gateway's authorizer stands: signs again what arrived, over the headers that the client says it signed,
 * and lets through only what comes out the same.
 */
public final class SignedGate implements AutoCloseable {

    public static final String REGION = "eu-west-1";

    /** What aws-actions/configure-aws-credentials leaves in a job's environment. */
    public static final Map<String, String> ENVIRONMENT = Map.of(
            "AWS_ACCESS_KEY_ID",
            "AKIAIOSFODNN7EXAMPLE",
            "AWS_SECRET_ACCESS_KEY",
            "secret-of-the-example",
            "AWS_SESSION_TOKEN",
            "token-of-the-session",
            "AWS_REGION",
            REGION);

    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=[^/]+/\\d{8}/([^/]+)/execute-api/aws4_request, SignedHeaders=([a-z0-9;-]+),"
                    + " .*");

    private static final AwsSessionCredentialsIdentity CALLER = AwsSessionCredentialsIdentity.create(
            ENVIRONMENT.get("AWS_ACCESS_KEY_ID"),
            ENVIRONMENT.get("AWS_SECRET_ACCESS_KEY"),
            ENVIRONMENT.get("AWS_SESSION_TOKEN"));

    /**
     * A request that was let through.
     *
     * @param query as it came, without its question mark; mostly empty
     */
    public record Passed(String method, String path, String query, Map<String, String> headers, String body) {

        public String line() {
            return method + " " + path;
        }
    }

    /** What the API answers. */
    public record Reply(int status, Map<String, String> headers, String body) {

        public static Reply of(int status, String body) {
            return new Reply(status, Map.of("Content-Type", "application/json"), body);
        }
    }

    /** The API behind the gate. */
    public interface Backend {
        Reply answer(Passed request) throws IOException, InterruptedException;
    }

    private final HttpServer server;
    private final Backend backend;
    private final List<Passed> passed = Collections.synchronizedList(new ArrayList<>());
    private final List<String> turnedAway = Collections.synchronizedList(new ArrayList<>());

    private SignedGate(HttpServer server, Backend backend) {
        this.server = server;
        this.backend = backend;
    }

    public static SignedGate before(Backend backend) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SignedGate gate = new SignedGate(server, backend);
        server.createContext("/", gate::handle);
        server.start();
        return gate;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public List<Passed> passed() {
        return List.copyOf(passed);
    }

    public List<String> turnedAway() {
        return List.copyOf(turnedAway);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Reply reply = reply(exchange, body);
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            reply.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private Reply reply(HttpExchange exchange, String body) throws IOException {
        Optional<String> wrong = wrong(exchange, body);
        if (wrong.isPresent()) {
            turnedAway.add(wrong.get());
            return Reply.of(403, "{\"message\":\"Forbidden\"}");
        }
        Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        Passed request = new Passed(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
                headers,
                body);
        passed.add(request);
        try {
            return backend.answer(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static Optional<String> wrong(HttpExchange exchange, String body) {
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        Matcher parts = AUTHORIZATION.matcher(authorization);
        if (!parts.matches() || !parts.group(1).equals(REGION)) {
            return Optional.of("not signed for us: " + authorization);
        }
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(exchange.getRequestMethod()))
                .uri(URI.create("http://" + exchange.getRequestHeaders().getFirst("Host") + exchange.getRequestURI()));
        List<String> signed = List.of(parts.group(2).split(";"));
        for (String name : signed) {
            request.putHeader(name, exchange.getRequestHeaders().getFirst(name));
        }
        String again = AwsV4HttpSigner.create()
                .sign(signing -> signing.identity(CALLER)
                        .request(request.build())
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, REGION)
                        .putProperty(HttpSigner.SIGNING_CLOCK, at(exchange)))
                .request()
                .firstMatchingHeader("Authorization")
                .orElseThrow();
        boolean coversAll = signed.containsAll(List.of("host", "x-amz-date", "x-amz-security-token"))
                && (body.isEmpty() || signed.contains("content-type"));
        return again.equals(authorization) && coversAll
                ? Optional.empty()
                : Optional.of("signed as %s, expected %s".formatted(authorization, again));
    }

    private static Clock at(HttpExchange exchange) {
        DateTimeFormatter compact =
                DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
        return Clock.fixed(
                compact.parse(exchange.getRequestHeaders().getFirst("X-Amz-Date"), Instant::from), ZoneOffset.UTC);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
