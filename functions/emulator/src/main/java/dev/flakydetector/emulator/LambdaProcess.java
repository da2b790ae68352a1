package dev.flakydetector.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
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
public final class LambdaProcess implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 300;

    private final BlockingQueue<byte[]> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Down once it has asked for work, or ended. */
    private final CountDownLatch started = new CountDownLatch(1);

    private final HttpServer server;
    private final Process process;

    /** What came of one call. */
    public record Answer(Kind kind, String text) {

        public enum Kind {
            ANSWERED,
            FAILED,
            /** The process ended, with or without a reason. */
            ENDED
        }

        public byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
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
    public LambdaProcess(List<String> command, Map<String, String> environment, Path log)
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
        threads.execute(() -> awaitEnd(log));
        if (!started.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the process did not ask for work");
        }
    }

    private void awaitEnd(Path log) {
        try {
            process.waitFor();
            answers.add(new Answer(Answer.Kind.ENDED, "the process ended\n" + text(log)));
            started.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
            answers.add(new Answer(
                    isAnswer ? Answer.Kind.ANSWERED : Answer.Kind.FAILED, new String(body, StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(202, -1);
        }
        exchange.close();
    }

    /** What comes of one call; one at a time. */
    public Answer invoke(byte[] event) throws IOException {
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

    /**
     * What it answers to one call.
     *
     * @throws IOException when it fails or ends instead; the message is what it said of that
     */
    public byte[] answer(byte[] event) throws IOException {
        Answer answer = invoke(event);
        if (answer.kind() != Answer.Kind.ANSWERED) {
            throw new IOException(answer.text());
        }
        return answer.bytes();
    }

    /** What an empty memory, or whoever runs the machine, does to it and to all that it started. */
    public void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        server.stop(0);
        threads.shutdownNow();
    }
}
