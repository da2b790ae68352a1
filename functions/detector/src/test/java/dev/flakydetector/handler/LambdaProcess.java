package dev.flakydetector.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A handler under the real runtime interface client in a process of its own, which asks a loopback Runtime API for work, as
 * it does in Lambda.
 */
final class LambdaProcess implements RequestStreamHandler, AutoCloseable {

    private static final int PATIENCE_SECONDS = 300;

    private final BlockingQueue<byte[]> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Down once it has asked for work, or ended. */
    private final CountDownLatch started = new CountDownLatch(1);

    private final HttpServer server;
    private final Process process;

    /** What came of one call. */
    record Answer(Kind kind, byte[] body) {

        enum Kind {
            ANSWERED,
            FAILED,
            /** The process ended, with or without a reason. */
            ENDED
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /**
     * Starts one, and waits until it asks for work: each client unpacks its native part to the same file of /tmp as it
     * starts, and another that starts in the meantime would load half of it.
     *
     * @param command that starts the client
     * @param environment all of it, but for the address of the Runtime API
     * @param log for what it prints
     */
    LambdaProcess(List<String> command, Map<String, String> environment, Path log)
            throws IOException, InterruptedException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/2018-06-01/runtime/", this::handle);
        server.setExecutor(threads);
        server.start();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment()
                .put(
                        "AWS_LAMBDA_RUNTIME_API",
                        "127.0.0.1:" + server.getAddress().getPort());
        process = builder.start();
        process.onExit().thenRun(() -> {
            answers.add(new Answer(
                    Answer.Kind.ENDED, ("the process ended\n" + text(log)).getBytes(StandardCharsets.UTF_8)));
            started.countDown();
        });
        if (!started.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the process did not ask for work");
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (exchange.getRequestURI().getPath().endsWith("/invocation/next")) {
            started.countDown();
            try {
                byte[] event = events.take();
                var headers = exchange.getResponseHeaders();
                headers.add("Lambda-Runtime-Aws-Request-Id", "request");
                headers.add("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 900_000));
                headers.add("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:123456789012:function:f");
                // Without it the client's native part breaks down.
                headers.add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, event.length);
                exchange.getResponseBody().write(event);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        } else {
            boolean isAnswer = exchange.getRequestURI().getPath().endsWith("/response");
            answers.add(new Answer(isAnswer ? Answer.Kind.ANSWERED : Answer.Kind.FAILED, body));
            exchange.sendResponseHeaders(202, -1);
        }
        exchange.close();
    }

    Answer invoke(byte[] event) throws IOException {
        events.add(event);
        try {
            Answer answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (answer == null) {
                throw new IOException("no answer");
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "its log cannot be read: " + e;
        }
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Answer answer = invoke(input.readAllBytes());
        if (answer.kind() != Answer.Kind.ANSWERED) {
            throw new IOException(answer.text());
        }
        output.write(answer.body());
    }

    /** What an empty memory, or whoever runs the machine, does to it. */
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        server.stop(0);
        threads.shutdownNow();
    }
}
