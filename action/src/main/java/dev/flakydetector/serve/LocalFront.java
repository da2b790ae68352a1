package dev.flakydetector.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.flakydetector.api.Api;
import dev.flakydetector.api.ApiAnswer;
import dev.flakydetector.api.ApiRequest;
import dev.flakydetector.api.Body;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Stands where API Gateway and its handler stand in the cloud, before the same {@link Api}. Listens on loopback alone,
 * and answers only those who call it by a name of loopback: a web page that is open in the user's browser must not be
 * able to start a detection, which runs code.
 */
public final class LocalFront implements AutoCloseable {

    private static final int THREADS = 8;

    /** As API Gateway's own bound. */
    private static final int LONGEST_BODY = 10 << 20;

    private static final long MOST_DRAINED = 1L << 28;

    private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    private final Api api;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    private LocalFront(Api api, HttpServer server) {
        this.api = api;
        this.server = server;
    }

    /**
     * Starts to listen.
     *
     * @param port 0 for any that is free
     */
    public static LocalFront open(Api api, int port) throws IOException {
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
            byte[] body = body(exchange);
            if (body.length > LONGEST_BODY) {
                drain(exchange.getRequestBody());
            }
            ApiAnswer response = api.answer(request(exchange, body));
            byte[] answer = response.body().getBytes(StandardCharsets.UTF_8);
            response.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            boolean isHead = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(response.status(), isHead || answer.length == 0 ? -1 : answer.length);
            if (!isHead) {
                exchange.getResponseBody().write(answer);
            }
        }
    }

    /** At most one byte more than is allowed. Into one array when the length was announced, since a batch is megabytes. */
    private static byte[] body(HttpExchange exchange) throws IOException {
        InputStream in = exchange.getRequestBody();
        int announced = announced(exchange.getRequestHeaders());
        if (announced < 0) {
            return in.readNBytes(LONGEST_BODY + 1);
        }
        byte[] body = new byte[announced];
        int read = in.readNBytes(body, 0, announced);
        return read == announced ? body : Arrays.copyOf(body, read);
    }

    /** Below 0 when it is not known, or too much. */
    private static int announced(Headers headers) {
        String length = headers.getFirst("Content-Length");
        if (length == null || headers.containsKey("Transfer-Encoding")) {
            return -1;
        }
        try {
            long announced = Long.parseLong(length);
            return announced > LONGEST_BODY ? -1 : (int) announced;
        } catch (NumberFormatException e) {
            return -1;
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

    private static ApiRequest request(HttpExchange exchange, byte[] body) {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(",", values)));
        String method = exchange.getRequestMethod().equals("HEAD") ? "GET" : exchange.getRequestMethod();
        return new ApiRequest(
                method,
                Optional.ofNullable(exchange.getRequestURI().getRawPath()).orElse("/"),
                query(exchange.getRequestURI().getRawQuery()),
                headers,
                Body.of(body));
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
