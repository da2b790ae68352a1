package dev.flakydetector.handler;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A host called git.example on loopback that serves the repositories of a folder by https, with git's own program. */
final class GitServer implements AutoCloseable {

    static final String HOST = "git.example";

    private static final String PASSWORD = "changeit";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Path repositories;
    private final Path trusted;
    private final Path hosts;
    private final HttpsServer server;

    /**
     * Starts it.
     *
     * @param folder for its certificate
     * @param repositories what it serves, whenever it got there
     */
    GitServer(Path folder, Path repositories) throws Exception {
        this.repositories = repositories;
        this.trusted = folder.resolve("trusted.p12");
        this.hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 " + HOST + "\n");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(folder)));
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String url(String repository) {
        return "https://%s:%d/%s".formatted(HOST, server.getAddress().getPort(), repository);
    }

    /** What a JVM has to be told to find the host and to believe its certificate. */
    List<String> options() {
        return List.of(
                "-Djdk.net.hosts.file=" + hosts,
                "-Djavax.net.ssl.trustStore=" + trusted,
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }

    private SSLContext context(Path folder) throws Exception {
        Path own = folder.resolve("own.p12");
        int exitCode = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        HOST,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + HOST,
                        "-ext",
                        "san=dns:" + HOST,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        own.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (exitCode != 0) {
            throw new IOException("keytool ended with " + exitCode);
        }
        KeyStore keys = KeyStore.getInstance(own.toFile(), PASSWORD.toCharArray());
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry(HOST, keys.getCertificate(HOST));
        try (OutputStream out = Files.newOutputStream(trusted)) {
            certificates.store(out, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private void handle(HttpExchange exchange) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
        String query = exchange.getRequestURI().getRawQuery();
        builder.environment()
                .putAll(Map.of(
                        "GIT_PROJECT_ROOT",
                        repositories.toString(),
                        "GIT_HTTP_EXPORT_ALL",
                        "1",
                        "PATH_INFO",
                        exchange.getRequestURI().getPath(),
                        "QUERY_STRING",
                        query == null ? "" : query,
                        "REQUEST_METHOD",
                        exchange.getRequestMethod(),
                        "REMOTE_ADDR",
                        "127.0.0.1"));
        header(exchange, builder, "Content-Type", "CONTENT_TYPE");
        header(exchange, builder, "Content-Encoding", "HTTP_CONTENT_ENCODING");
        header(exchange, builder, "Git-Protocol", "GIT_PROTOCOL");
        Process backend = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        byte[] body = exchange.getRequestBody().readAllBytes();
        try (OutputStream input = backend.getOutputStream()) {
            input.write(body);
        }
        try (InputStream output = backend.getInputStream()) {
            int status = 200;
            for (String line = line(output); !line.isEmpty(); line = line(output)) {
                String value = line.substring(line.indexOf(':') + 1).strip();
                if (line.startsWith("Status:")) {
                    status = Integer.parseInt(value.substring(0, 3));
                } else {
                    exchange.getResponseHeaders().add(line.substring(0, line.indexOf(':')), value);
                }
            }
            exchange.sendResponseHeaders(status, 0);
            output.transferTo(exchange.getResponseBody());
        }
        exchange.close();
    }

    private static void header(HttpExchange exchange, ProcessBuilder builder, String header, String variable) {
        String value = exchange.getRequestHeaders().getFirst(header);
        if (value != null) {
            builder.environment().put(variable, value);
        }
    }

    private static String line(InputStream input) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = input.read(); next >= 0 && next != '\n'; next = input.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
