package dev.flakydetector.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.flakydetector.checkout.RepositoryLocation.Credentials;
import dev.flakydetector.checkout.RepositoryLocation.Remote;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cloning from servers that are slow, closed or strange, and by ssh. */
class RemoteCheckoutIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private SshSessionFactory before;

    @BeforeEach
    void haveAHomeOfOurOwn() throws IOException {
        before = SshSessionFactory.getInstance();
        Path home = Files.createDirectories(folder.resolve("home/.ssh")).getParent();
        SshSessionFactory.setInstance(new SshdSessionFactoryBuilder()
                .setHomeDirectory(home.toFile())
                .setSshDirectory(home.resolve(".ssh").toFile())
                .build(null));
    }

    @AfterEach
    void goHome() {
        SshSessionFactory.setInstance(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "401~access was refused",
                "403~access was refused",
                "404~there is no such repository",
                "500~500",
                "302~redirect"
            })
    void saysWhatTheServerAnswered(int status, String message) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
            exchange.getResponseHeaders().set("Location", "ftp://elsewhere.example/");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            CheckoutResult.Failed failed = fail(
                    new Remote(
                            "http://127.0.0.1:%d/shop.git"
                                    .formatted(server.getAddress().getPort()),
                            Optional.of(new Credentials("me", "sesame"))),
                    PATIENCE);

            assertThat(failed.message()).containsIgnoringCase(message).doesNotContain("sesame");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void givesUpOnAServerThatDoesNotAnswer() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CheckoutResult.Failed failed = fail(
                    new Remote("http://127.0.0.1:%d/shop.git".formatted(silent.getLocalPort()), Optional.empty()),
                    Duration.ofSeconds(1));

            assertThat(failed.badInput()).isFalse();
            assertThat(failed.message()).contains("did not answer in time");
        }
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        try (Socket deaf = new Socket()) {
            // Bound, so that nobody else listens there.
            deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Remote remote = new Remote("http://127.0.0.1:%d/shop.git".formatted(deaf.getLocalPort()), Optional.empty());

            assertThat(fail(remote, PATIENCE).message()).contains("refused the connection");
        }
    }

    @Test
    void clonesBySshFromAServerThatIsKnown() throws Exception {
        KeyPair user = pair();
        write(user, folder.resolve("home/.ssh/id_rsa"));
        Path repository = repository();
        try (SshServer server = server(user)) {
            know(server);

            CheckoutResult result = clone(server, repository);

            assertThat(result).isInstanceOf(CheckoutResult.CheckedOut.class);
            assertThat(folder.resolve("work/readme.txt")).hasContent("shop");
        }
    }

    @Test
    void refusesAServerWhoseKeyIsNotKnown() throws Exception {
        KeyPair user = pair();
        write(user, folder.resolve("home/.ssh/id_rsa"));
        try (SshServer server = server(user)) {
            CheckoutResult result = clone(server, repository());

            assertThat(((CheckoutResult.Failed) result).message()).contains("known_hosts");
        }
    }

    @Test
    void saysThatAKeyIsNotAccepted() throws Exception {
        write(pair(), folder.resolve("home/.ssh/id_rsa"));
        try (SshServer server = server(pair())) {
            know(server);

            CheckoutResult result = clone(server, repository());

            assertThat(((CheckoutResult.Failed) result).message()).contains("access was refused");
        }
    }

    @Test
    void clonesBySshWithAKeyThatIsInNoFile() throws Exception {
        KeyPair user = pair();
        try (SshServer server = server(user)) {
            CheckoutResult result = clone(server, repository(), access(text(user), known(server)));

            assertThat(result).isInstanceOf(CheckoutResult.CheckedOut.class);
            assertThat(folder.resolve("work/readme.txt")).hasContent("shop");
            assertThat(folder.resolve("home/.ssh")).isEmptyDirectory();
        }
    }

    @Test
    void givesAKeyToNoServerThatShowsAnother() throws Exception {
        KeyPair user = pair();
        String other = "[127.0.0.1]:%d " + PublicKeyEntry.toString(pair().getPublic());
        try (SshServer server = server(user)) {
            for (String lines : List.of(
                    other.formatted(server.getPort()),
                    known(server).replace("127.0.0.1", "git.example"),
                    known(server) + "\n@revoked " + known(server),
                    "@cert-authority " + known(server))) {
                CheckoutResult result = clone(server, repository(), access(text(user), lines));

                assertThat(((CheckoutResult.Failed) result).message()).contains("ssh key is not known", "known_hosts");
            }
        }
    }

    @Test
    void saysThatAKeyInNoFileIsNotAccepted() throws Exception {
        try (SshServer server = server(pair())) {
            CheckoutResult result = clone(server, repository(), access(text(pair()), known(server)));

            assertThat(((CheckoutResult.Failed) result).message()).contains("access was refused");
        }
    }

    @Test
    void saysWhatIsWrongWithAKeyButNotTheKey() throws Exception {
        try (SshServer server = server(pair())) {
            String torn = text(pair()).substring(0, 200);

            CheckoutResult noKey = clone(server, repository(), access(torn, known(server)));
            CheckoutResult noHosts = clone(server, repository(), access(text(pair()), "# nothing"));

            assertThat(((CheckoutResult.Failed) noKey).message())
                    .contains("there is an ssh key for 127.0.0.1, but its ssh_private_key cannot be read")
                    .doesNotContain(torn.substring(60, 100));
            assertThat(((CheckoutResult.Failed) noHosts).message()).contains("known_hosts has no line");
        }
    }

    private static GitTokens access(String key, String knownHosts) {
        return new GitTokens() {
            @Override
            public Optional<Credentials> of(String host) {
                return Optional.empty();
            }

            @Override
            public Optional<SshAccess> sshTo(String host) {
                return host.equals("127.0.0.1") ? Optional.of(new SshAccess(key, knownHosts)) : Optional.empty();
            }
        };
    }

    private static String text(KeyPair pair) throws Exception {
        var out = new java.io.ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "a key", null, out);
        return out.toString(java.nio.charset.StandardCharsets.UTF_8);
    }

    private CheckoutResult clone(SshServer server, Path repository, GitTokens tokens) throws Exception {
        String url = "ssh://git@127.0.0.1:%d%s".formatted(server.getPort(), repository);
        new WorkspaceCopy(Optional.empty()).delete(folder.resolve("work"));
        return new Checkout(PATIENCE, CloneGuard.ANYTHING, tokens)
                .into(folder.resolve("work"), RepositoryLocation.parse(url, folder), Optional.empty());
    }

    private Path repository() throws Exception {
        Path repository = folder.resolve("shop");
        if (Files.exists(repository)) {
            return repository;
        }
        Files.createDirectory(repository);
        Files.writeString(repository.resolve("readme.txt"), "shop");
        try (Git git = Git.init().setDirectory(repository.toFile()).call()) {
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("All")
                    .setAuthor("a", "a@example.com")
                    .setCommitter("a", "a@example.com")
                    .setSign(false)
                    .call();
        }
        return repository;
    }

    private CheckoutResult clone(SshServer server, Path repository) throws Exception {
        String url = "ssh://git@127.0.0.1:%d%s".formatted(server.getPort(), repository);
        return new Checkout(PATIENCE)
                .into(folder.resolve("work"), RepositoryLocation.parse(url, folder), Optional.empty());
    }

    private CheckoutResult.Failed fail(Remote remote, Duration patience) throws Exception {
        return (CheckoutResult.Failed) new Checkout(patience).into(folder.resolve("work"), remote, Optional.empty());
    }

    private static KeyPair pair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static void write(KeyPair pair, Path file) throws Exception {
        try (var out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "a key", null, out);
        }
    }

    /** Lets this user's key in, and runs git's own programs. */
    private static SshServer server(KeyPair user) throws Exception {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(pair()));
        server.setPublickeyAuthenticator((name, key, session) -> KeyUtils.compareKeys(key, user.getPublic()));
        server.setCommandFactory(new ProcessShellCommandFactory());
        server.start();
        return server;
    }

    private void know(SshServer server) throws Exception {
        Files.writeString(folder.resolve("home/.ssh/known_hosts"), known(server) + "\n");
    }

    private static String known(SshServer server) throws Exception {
        KeyPair host = server.getKeyPairProvider().loadKeys(null).iterator().next();
        return "[127.0.0.1]:%d %s".formatted(server.getPort(), PublicKeyEntry.toString(host.getPublic()));
    }
}
