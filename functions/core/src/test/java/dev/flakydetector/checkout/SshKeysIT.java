package dev.flakydetector.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakydetector.checkout.KeyedSsh.UnusableAccess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cloning with every kind of key that ssh-keygen makes. */
class SshKeysIT {

    private static final String HOST = "127.0.0.1";

    @TempDir
    private Path folder;

    private Path repository;

    @BeforeEach
    void makeRepository() throws Exception {
        repository = Files.createDirectory(folder.resolve("shop"));
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
    }

    @ParameterizedTest
    @CsvSource({
        "ed25519, ''",
        "ecdsa, ''",
        "ecdsa, -b 521",
        "ecdsa, -m PEM",
        "rsa, -b 2048",
        "rsa, -b 2048 -m PEM",
        "rsa, -b 2048 -m PKCS8"
    })
    void clonesWithIt(String type, String options) throws Exception {
        String key = key(type, options, "");
        KeyPair pair = pair(key);
        try (SshServer server = server(pair)) {
            SshAccess access = new SshAccess(
                    key, "[%s]:%d %s".formatted(HOST, server.getPort(), PublicKeyEntry.toString(pair.getPublic())));

            CheckoutResult result = new Checkout(Duration.ofSeconds(60), CloneGuard.ANYTHING, with(access))
                    .into(
                            folder.resolve("work"),
                            RepositoryLocation.parse(
                                    "ssh://git@%s:%d%s".formatted(HOST, server.getPort(), repository), folder),
                            Optional.empty());

            assertThat(result).isInstanceOf(CheckoutResult.CheckedOut.class);
            assertThat(folder.resolve("work/readme.txt")).hasContent("shop");
        }
    }

    @ParameterizedTest
    @CsvSource({"ed25519, ''", "ecdsa, ''", "rsa, -b 2048 -m PEM"})
    void saysThatAPassphraseIsInTheWay(String type, String options) throws Exception {
        SshAccess locked = new SshAccess(key(type, options, "open up"), HOST + " ssh-rsa AAAA");

        assertThatThrownBy(() -> KeyedSsh.of(HOST, locked))
                .isInstanceOf(UnusableAccess.class)
                .hasMessage(
                        "its ssh_private_key has a passphrase, which nobody is there to type: give a key without one");
    }

    @Test
    void saysThatAKeyIsTheWrongHalf() throws Exception {
        key("ed25519", "", "");
        SshAccess half = new SshAccess(Files.readString(folder.resolve("key.pub")), HOST + " ssh-rsa AAAA");

        assertThatThrownBy(() -> KeyedSsh.of(HOST, half))
                .isInstanceOf(UnusableAccess.class)
                .hasMessageStartingWith("its ssh_private_key cannot be read: give an OpenSSH or PEM key");
    }

    /** As the program writes it. */
    private String key(String type, String options, String passphrase) throws Exception {
        Path file = folder.resolve("key");
        List<String> command = new ArrayList<>(
                List.of("ssh-keygen", "-q", "-t", type, "-N", passphrase, "-C", "a key", "-f", file.toString()));
        if (!options.isEmpty()) {
            command.addAll(List.of(options.split(" ")));
        }
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        return Files.readString(file);
    }

    private static KeyPair pair(String key) throws IOException, GeneralSecurityException {
        return SecurityUtils.loadKeyPairIdentities(
                        null,
                        NamedResource.ofName("key"),
                        new ByteArrayInputStream(key.getBytes(StandardCharsets.UTF_8)),
                        FilePasswordProvider.EMPTY)
                .iterator()
                .next();
    }

    /** Shows this key and lets it in: a server's keys are of the same kinds. */
    private static SshServer server(KeyPair pair) throws IOException {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost(HOST);
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(pair));
        server.setPublickeyAuthenticator((name, key, session) -> KeyUtils.compareKeys(key, pair.getPublic()));
        server.setCommandFactory(new ProcessShellCommandFactory());
        server.start();
        return server;
    }

    private static GitTokens with(SshAccess access) {
        return new GitTokens() {
            @Override
            public Optional<RepositoryLocation.Credentials> of(String host) {
                return Optional.empty();
            }

            @Override
            public Optional<SshAccess> sshTo(String host) {
                return Optional.of(access);
            }
        };
    }
}
