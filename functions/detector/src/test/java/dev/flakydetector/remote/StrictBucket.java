package dev.flakydetector.remote;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What S3 does with URLs that carry their own permission, on loopback: it takes exactly those that were signed, by the method
 * that they were signed for, until they expire. The emulator takes any, so it cannot show what a refusal leads to.
 */
public final class StrictBucket implements AutoCloseable {

    private static final int REFUSED = 403;

    private final HttpServer server;
    private final Map<String, String> signed = new HashMap<>();
    private final List<String> seen = new ArrayList<>();
    private final List<String> written = new ArrayList<>();
    private int answer = 200;

    public StrictBucket() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    synchronized void sign(String method, URI url) {
        signed.put(target(url), method);
    }

    /** The URL's time is over. */
    synchronized void expire(URI url) {
        signed.remove(target(url));
    }

    /** What it answers from now on to what it takes. */
    synchronized void answers(int status) {
        answer = status;
    }

    /** The requests since this was asked last. */
    synchronized List<String> seen() {
        List<String> requests = List.copyOf(seen);
        seen.clear();
        return requests;
    }

    synchronized List<String> written() {
        return List.copyOf(written);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String method = exchange.getRequestMethod();
        String target = target(exchange.getRequestURI());
        seen.add(method + " " + target);
        boolean taken = method.equals(signed.get(target));
        if (taken && method.equals("PUT") && answer == 200) {
            written.add(body);
        }
        // S3 repeats in its answer what was signed.
        byte[] text = (taken
                        ? "content"
                        : "<Error><Code>AccessDenied</Code><StringToSign>%s</StringToSign></Error>".formatted(target))
                .getBytes(StandardCharsets.UTF_8);
        if (taken && answer / 100 == 3) {
            exchange.getResponseHeaders().add("Location", endpoint() + "/elsewhere");
        }
        exchange.sendResponseHeaders(taken ? answer : REFUSED, text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    private static String target(URI url) {
        return url.getRawPath() + "?" + url.getRawQuery();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
