package dev.flakydetector.emulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Stands before an emulated service and goes wrong: once for each fault that it is told, or again and again. */
public final class FaultyProxy implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NOT_FORWARDED =
            Set.of("host", "connection", "content-length", "transfer-encoding", "expect", "upgrade", "date", "server");

    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger troubles = new AtomicInteger();
    private volatile @Nullable Fault recurring;
    private volatile @Nullable Held held;
    private final URI target;
    private final HttpServer server;

    public FaultyProxy(URI target) throws IOException {
        this.target = target;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** One way to go wrong. */
    public enum Fault {
        THROTTLED,
        BROKEN,
        /** The request is carried out, and the caller hears of an error. */
        ANSWER_LOST,
        /** A batch comes back with nothing of it written. */
        UNPROCESSED,
        /** What a bucket says of too many requests. */
        SLOW_DOWN
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void next(Fault fault) {
        faults.add(fault);
    }

    /** Goes wrong with every third request from now on, but not when it is sent again. */
    public void everyThird(Fault fault) {
        recurring = fault;
    }

    /** Keeps the next request whose body holds this text from the service until it is let go. */
    public Held hold(String text) {
        Held next = new Held(text);
        held = next;
        return next;
    }

    /** A request that waits; the caller has sent it, and the service has not seen it. */
    public static final class Held {

        private final String text;
        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);

        private Held(String text) {
            this.text = text;
        }

        /** Waits until it has come. */
        public void await() throws InterruptedException {
            arrived.await();
        }

        public void letGo() {
            open.countDown();
        }

        private void pass(byte[] body) throws IOException {
            if (arrived.getCount() > 0 && new String(body, StandardCharsets.UTF_8).contains(text)) {
                arrived.countDown();
                try {
                    open.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException();
                }
            }
        }
    }

    /** How many requests have gone wrong. */
    public int troubles() {
        return troubles.get();
    }

    public boolean isDone() {
        return faults.isEmpty();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Held waiting = held;
        if (waiting != null) {
            waiting.pass(body);
        }
        boolean isBatch = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                .endsWith("BatchWriteItem");
        Fault fault = recurring == null ? fault(isBatch) : recurringFault(exchange, body);
        if (fault == null) {
            forward(exchange, body);
            return;
        }
        troubles.incrementAndGet();
        switch (fault) {
            case THROTTLED ->
                answer(
                        exchange,
                        400,
                        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException\",\"message\":\"slow"
                                + " down\"}");
            case BROKEN -> answer(exchange, 500, "{\"__type\":\"InternalServerError\",\"message\":\"broken\"}");
            case ANSWER_LOST -> {
                send(exchange, body);
                answer(exchange, 500, "{\"__type\":\"InternalServerError\",\"message\":\"lost\"}");
            }
            case UNPROCESSED -> {
                ObjectNode answer = JSON.createObjectNode();
                answer.set("UnprocessedItems", JSON.readTree(body).path("RequestItems"));
                answer(exchange, 200, answer.toString());
            }
            case SLOW_DOWN ->
                answer(
                        exchange,
                        503,
                        "<?xml version='1.0'?><Error><Code>SlowDown</Code><Message>Please reduce your"
                                + " rate.</Message></Error>");
        }
    }

    private @Nullable Fault recurringFault(HttpExchange exchange, byte[] body) {
        String method = exchange.getRequestMethod();
        String what =
                method + exchange.getRequestURI().getPath() + (method.equals("POST") ? Arrays.hashCode(body) : "");
        return seen.add(what) && requests.incrementAndGet() % 3 == 0 ? recurring : null;
    }

    private @Nullable Fault fault(boolean isBatch) {
        return faults.peek() == Fault.UNPROCESSED && !isBatch ? null : faults.poll();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .add("Content-Type", text.startsWith("<") ? "application/xml" : "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void forward(HttpExchange exchange, byte[] body) throws IOException {
        HttpResponse<byte[]> response = send(exchange, body);
        response.headers().map().forEach((name, values) -> {
            if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        exchange.sendResponseHeaders(response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
        exchange.getResponseBody().write(response.body());
        exchange.close();
    }

    private HttpResponse<byte[]> send(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
