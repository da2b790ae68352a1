package dev.flakydetector.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.flakydetector.checkout.RepositoryLocation.Credentials;
import dev.flakydetector.checkout.RepositoryLocation.Remote;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where tokens go: to the host that they are for, over https. */
class GitTokensIT {

    private static final String PASSWORD = "changeit";
    private static final GitTokens TOKENS =
            host -> host.equals("localhost") ? Optional.of(new Credentials("me", "sesame")) : Optional.empty();

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final SSLSocketFactory sockets = HttpsURLConnection.getDefaultSSLSocketFactory();
    private final HostnameVerifier verifier = HttpsURLConnection.getDefaultHostnameVerifier();

    @TempDir
    private Path folder;

    private SSLContext tls;

    @BeforeEach
    void trustOurselves() throws Exception {
        Path store = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "us",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory ours = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        ours.init(keys, PASSWORD.toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        tls = SSLContext.getInstance("TLS");
        tls.init(ours.getKeyManagers(), trusted.getTrustManagers(), null);
        HttpsURLConnection.setDefaultSSLSocketFactory(tls.getSocketFactory());
        HttpsURLConnection.setDefaultHostnameVerifier((host, session) -> true);
    }

    @AfterEach
    void trustAsBefore() {
        HttpsURLConnection.setDefaultSSLSocketFactory(sockets);
        HttpsURLConnection.setDefaultHostnameVerifier(verifier);
    }

    @Test
    void givesTheTokenToItsHost() throws Exception {
        HttpsServer server = server(this::askForAuthorization);
        try {
            clone("https://localhost:%d/shop.git".formatted(port(server)));

            assertThat(asked).anyMatch(line -> line.startsWith("localhost Basic "));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void givesItToNoOtherHost() throws Exception {
        HttpsServer server = server(this::askForAuthorization);
        try {
            clone("https://127.0.0.1:%d/shop.git".formatted(port(server)));

            assertThat(asked).isNotEmpty().allMatch(line -> line.equals("127.0.0.1 none"));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void dropsItWhereTheHostRedirectsToAnother() throws Exception {
        HttpsServer other = server(this::askForAuthorization);
        HttpsServer server = server(exchange -> {
            if (exchange.getRequestHeaders().containsKey("Authorization")) {
                note(exchange);
                exchange.getResponseHeaders()
                        .set("Location", "https://127.0.0.1:%d%s".formatted(port(other), exchange.getRequestURI()));
                answer(exchange, 302);
            } else {
                askForAuthorization(exchange);
            }
        });
        try {
            clone("https://localhost:%d/shop.git".formatted(port(server)));

            assertThat(asked).anyMatch(line -> line.startsWith("localhost Basic "));
            assertThat(asked.stream().filter(line -> line.startsWith("127.0.0.1")))
                    .isNotEmpty()
                    .allMatch(line -> line.equals("127.0.0.1 none"));
        } finally {
            server.stop(0);
            other.stop(0);
        }
    }

    private HttpsServer server(com.sun.net.httpserver.HttpHandler handler) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", handler);
        server.start();
        return server;
    }

    private static int port(HttpsServer server) {
        return server.getAddress().getPort();
    }

    private void askForAuthorization(HttpExchange exchange) throws IOException {
        note(exchange);
        exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
        answer(exchange, 401);
    }

    private void note(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host").replaceAll(":.*", "");
        String sent = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("none");
        asked.add(host + " " + sent);
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void clone(String url) throws IOException {
        new Checkout(Duration.ofSeconds(60), CloneGuard.ANYTHING, TOKENS)
                .into(folder.resolve("work"), new Remote(url, Optional.empty()), Optional.empty());
    }
}
