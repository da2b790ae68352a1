package dev.flakydetector.handler;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.flakydetector.emulator.LambdaProcess.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What the Lambda service does, on loopback: takes calls by HTTP and hands them to processes that stay warm. */
final class LambdaService implements AutoCloseable {

    private static final String FUNCTIONS = "/2015-03-31/functions/";

    private final Map<String, LambdaFunction> functions = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Calls calls = new Calls();
    private final HttpServer server;

    LambdaService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(FUNCTIONS, this::handle);
        server.setExecutor(threads);
        server.start();
    }

    void deploy(String name, LambdaFunction function) {
        functions.put(name, function);
    }

    LambdaFunction function(String name) {
        return functions.get(name);
    }

    Calls calls() {
        return calls;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] event = exchange.getRequestBody().readAllBytes();
        LambdaFunction function = functions.get(name(exchange.getRequestURI()));
        if (function == null) {
            exchange.getResponseHeaders().add("X-Amzn-ErrorType", "ResourceNotFoundException");
            answer(exchange, 404, "{\"Message\":\"Function not found\"}".getBytes(StandardCharsets.UTF_8));
        } else if ("Event".equals(exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type"))) {
            calls.begin();
            threads.execute(() -> {
                try {
                    function.invokeLater(event);
                } finally {
                    calls.end();
                }
            });
            answer(exchange, 202, new byte[0]);
        } else {
            Answer answer = invoke(function, event);
            if (answer.kind() != Answer.Kind.ANSWERED) {
                exchange.getResponseHeaders().add("X-Amz-Function-Error", "Unhandled");
            }
            answer(exchange, 200, answer.bytes());
        }
    }

    private Answer invoke(LambdaFunction function, byte[] event) throws IOException {
        calls.begin();
        try {
            return function.invoke(event);
        } finally {
            calls.end();
        }
    }

    private static String name(URI uri) {
        String rest = uri.getRawPath().substring(FUNCTIONS.length());
        return URLDecoder.decode(rest.substring(0, rest.indexOf('/')), StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Counts calls, for those who wait for what a call brings about. */
    static final class Calls {

        private long underWay;
        private long ended;

        private synchronized void begin() {
            underWay++;
        }

        private synchronized void end() {
            underWay--;
            ended++;
            notifyAll();
        }

        synchronized long ended() {
            return ended;
        }

        /** Waits until no call is under way. */
        synchronized void awaitQuiet() throws InterruptedException {
            while (underWay > 0) {
                wait();
            }
        }

        /** Waits until more than this many have ended, or the time is up. */
        synchronized void awaitMoreThan(long seen, Duration most) throws InterruptedException {
            long deadline = System.nanoTime() + most.toNanos();
            for (long left = most.toMillis();
                    ended <= seen && left > 0;
                    left = (deadline - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        functions.values().forEach(LambdaFunction::close);
    }
}
