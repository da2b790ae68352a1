package dev.flakydetector.emulator;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An emulator of AWS in a process of its own, on a port that it finds itself. */
public final class MotoServer implements AutoCloseable {

    private static final String PROGRAM = "moto_server";
    private static final Pattern RUNNING = Pattern.compile("Running on (http://127\\.0\\.0\\.1:\\d+)");

    private final Process process;
    private final URI endpoint;

    private MotoServer(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Skips the test where the emulator is not installed. */
    public static MotoServer start() throws Exception {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM))),
                PROGRAM + " is not on the PATH: install it with 'pip install moto[server]'");
        Process process = new ProcessBuilder(PROGRAM, "-H", "127.0.0.1", "-p", "0")
                .redirectErrorStream(true)
                .start();
        CompletableFuture<URI> endpoint = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(process, endpoint), PROGRAM);
        reader.setDaemon(true);
        reader.start();
        return new MotoServer(process, endpoint.get(5, TimeUnit.MINUTES));
    }

    /** To the end, since a server whose log nobody reads stops at a full pipe. */
    private static void read(Process process, CompletableFuture<URI> endpoint) {
        StringBuilder log = new StringBuilder();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher running = RUNNING.matcher(line);
                if (running.find()) {
                    endpoint.complete(URI.create(running.group(1)));
                } else if (!endpoint.isDone()) {
                    log.append(line).append('\n');
                }
            }
            endpoint.completeExceptionally(new IllegalStateException(PROGRAM + " ended: " + log));
        } catch (IOException e) {
            endpoint.completeExceptionally(new UncheckedIOException(e));
        }
    }

    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
