package dev.flakydetector.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.flakydetector.emulator.LambdaProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What an HTTP API of API Gateway does, on loopback: each request becomes an event of version 2.0 for one function. */
final class HttpFront implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final LambdaFunction function;
    private final HttpServer server;

    HttpFront(LambdaFunction function) throws IOException {
        this.function = function;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        LambdaProcess.Answer answer = function.invoke(event(exchange).toString().getBytes(StandardCharsets.UTF_8));
        JsonNode response = StateMachineLoop.JSON.readTree(answer.bytes());
        boolean isAnswered = answer.kind() == LambdaProcess.Answer.Kind.ANSWERED;
        byte[] body = (isAnswered ? response.path("body").asText() : "{\"message\":\"Internal Server Error\"}")
                .getBytes(StandardCharsets.UTF_8);
        response.path("headers")
                .properties()
                .forEach(header -> exchange.getResponseHeaders()
                        .add(header.getKey(), header.getValue().asText()));
        exchange.sendResponseHeaders(isAnswered ? response.path("statusCode").intValue() : 500, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static ObjectNode event(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        ObjectNode event = StateMachineLoop.JSON
                .createObjectNode()
                .put("version", "2.0")
                .put("routeKey", "$default")
                .put("rawPath", uri.getPath())
                .put("rawQueryString", query)
                .put("body", new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                .put("isBase64Encoded", false);
        ObjectNode headers = event.putObject("headers");
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        ObjectNode parameters = event.putObject("queryStringParameters");
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        ObjectNode context = event.putObject("requestContext");
        context.put("accountId", "123456789012")
                .put("stage", "$default")
                .put("requestId", "request")
                .put("timeEpoch", 1);
        context.putObject("http")
                .put("method", exchange.getRequestMethod())
                .put("path", uri.getPath())
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", "127.0.0.1")
                .put("userAgent", "test");
        return event;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
