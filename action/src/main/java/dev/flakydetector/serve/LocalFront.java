package dev.flakydetector.serve;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.flakydetector.handler.ApiFront;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Stands where API Gateway stands in the cloud, and hands the same events to the same handler. Listens on loopback alone,
 * and answers only those who call it by a name of loopback: a web page that is open in the user's browser must not be
 * able to start a detection, which runs code.
 */
public final class LocalFront implements AutoCloseable {

    private static final int THREADS = 8;

    /** As API Gateway's own bound. */
    private static final int LONGEST_BODY = 10 << 20;

    private static final long MOST_DRAINED = 1L << 28;

    private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    private final ApiFront api;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    private LocalFront(ApiFront api, HttpServer server) {
        this.api = api;
        this.server = server;
    }

    /**
     * Starts to listen.
     *
     * @param port 0 for any that is free
     */
    public static LocalFront open(ApiFront api, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        LocalFront front = new LocalFront(api, server);
        server.createContext("/", front::handle);
        server.setExecutor(front.threads);
        server.start();
        return front;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!isForUs(exchange)) {
                exchange.sendResponseHeaders(421, -1);
                return;
            }
            byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
            if (body.length > LONGEST_BODY) {
                drain(exchange.getRequestBody());
            }
            APIGatewayV2HTTPResponse response = api.handle(event(exchange, body));
            byte[] answer = Optional.ofNullable(response.getBody()).orElse("").getBytes(StandardCharsets.UTF_8);
            response.getHeaders()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            boolean isHead = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(response.getStatusCode(), isHead || answer.length == 0 ? -1 : answer.length);
            if (!isHead) {
                exchange.getResponseBody().write(answer);
            }
        }
    }

    /** A client that is still sending when the connection closes never reads the answer. */
    private static void drain(InputStream rest) throws IOException {
        byte[] buffer = new byte[1 << 16];
        int count = 0;
        for (long read = 0; count >= 0 && read < MOST_DRAINED; read += count) {
            count = rest.read(buffer);
        }
    }

    /** Neither a name that was made to point here, nor a page of another site. */
    private static boolean isForUs(HttpExchange exchange) {
        String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
                .orElse("");
        String name = host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
        String site = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Sec-Fetch-Site"))
                .orElse("none");
        return OWN_NAMES.contains(name) && !site.startsWith("cross");
    }

    private static APIGatewayV2HTTPEvent event(HttpExchange exchange, byte[] body) {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        String path = exchange.getRequestURI().getRawPath();
        String method = exchange.getRequestMethod().equals("HEAD") ? "GET" : exchange.getRequestMethod();
        return APIGatewayV2HTTPEvent.builder()
                .withVersion("2.0")
                .withRouteKey("$default")
                .withRawPath(path)
                .withRawQueryString(Optional.ofNullable(exchange.getRequestURI().getRawQuery())
                        .orElse(""))
                .withQueryStringParameters(query(exchange.getRequestURI().getRawQuery()))
                .withHeaders(headers)
                .withBody(Base64.getEncoder().encodeToString(body))
                .withIsBase64Encoded(true)
                .withRequestContext(RequestContext.builder()
                        .withStage("$default")
                        .withHttp(RequestContext.Http.builder()
                                .withMethod(method)
                                .withPath(path)
                                .withSourceIp("127.0.0.1")
                                .build())
                        .build())
                .build();
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new TreeMap<>();
        if (raw == null) {
            return query;
        }
        for (String pair : raw.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            query.merge(decode(parts[0]), parts.length == 1 ? "" : decode(parts[1]), (one, other) -> one + "," + other);
        }
        return query;
    }

    /** Half an escape stays as it came. */
    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
