package dev.flakydetector.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.ProcessShellCommandFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** A private repository by ssh, from {@code POST /detections} on, with the key in the stack's secret. */
class CloneBySshIT {

    private static final String SECRET = "git";

    @TempDir
    private static Path folder;

    private static Stack stack;
    private static SecretsManagerClient secrets;
    private static SshServer server;
    private static KeyPair user;

    @BeforeAll
    static void start() throws Exception {
        stack = Stack.start(folder, Map.of("GIT_TOKENS_SECRET_ARN", SECRET, "AWS_LAMBDA_LOG_FORMAT", "JSON"));
        secrets = SecretsManagerClient.builder()
                .endpointOverride(stack.cloud().endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        secrets.createSecret(request -> request.name(SECRET).secretString("{}"));
        user = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(pair()));
        server.setPublickeyAuthenticator((name, key, session) -> KeyUtils.compareKeys(key, user.getPublic()));
        server.setCommandFactory(new ProcessShellCommandFactory());
        server.start();
        Path project = Files.createDirectories(stack.repositories().resolve("shop"));
        Files.writeString(project.resolve("test_shop.py"), "def test_shop():\n    pass\n");
        SampleRepository.commit(project);
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.stop();
            secrets.close();
        }
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void detectsInWhatOnlyTheKeyOpens() throws Exception {
        String key = text(user);
        keep(key, known(server));

        JsonNode report = detect();

        assertThat(report.path("status").asText()).as(stack.logs()).isEqualTo("DONE");
        assertThat(report.path("tests")).hasSize(1);
        String secret = key.lines().skip(3).findFirst().orElseThrow();
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain(secret));
        }
    }

    @Test
    void saysThatTheHostShowedAnotherKey() throws Exception {
        keep(text(user), "[git.example]:%d ".formatted(server.getPort()) + PublicKeyEntry.toString(pair().getPublic()));

        assertThat(problem(detect())).contains("ssh key is not known here", "known_hosts in the stack's secret");
    }

    @Test
    void saysThatTheSecretLacksWhatTheHostMayShow() throws Exception {
        keep(text(user), "");

        assertThat(problem(detect())).contains("no text 'known_hosts'");
        assertThat(LogLines.of(List.of(folder.resolve("clone-0.log"))).metric("CloneFailures"))
                .anySatisfy(
                        document -> assertThat(document.path("Kind").asText()).isEqualTo("secret"));
    }

    private static JsonNode detect() throws Exception {
        ObjectNode request = StateMachineLoop.JSON
                .createObjectNode()
                .put(
                        "repo",
                        "ssh://git@%s:%d%s"
                                .formatted(
                                        GitServer.HOST,
                                        server.getPort(),
                                        stack.repositories().resolve("shop")))
                .put("test_command", "python3 -m pytest")
                .put("runs", 2)
                .put("until", "cap")
                .put("seed", 42);
        return StateMachineLoop.JSON.readTree(stack.user().detect(request));
    }

    private static String problem(JsonNode report) {
        assertThat(report.path("status").asText()).isEqualTo("FAILED");
        return report.path("problems").toString();
    }

    private static void keep(String key, String knownHosts) {
        ObjectNode secret = StateMachineLoop.JSON.createObjectNode();
        secret.putObject(GitServer.HOST).put("ssh_private_key", key).put("known_hosts", knownHosts);
        secrets.putSecretValue(request -> request.secretId(SECRET).secretString(secret.toString()));
    }

    private static String known(SshServer server) throws Exception {
        KeyPair host = server.getKeyPairProvider().loadKeys(null).iterator().next();
        return "[%s]:%d %s".formatted(GitServer.HOST, server.getPort(), PublicKeyEntry.toString(host.getPublic()));
    }

    private static String text(KeyPair pair) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "a key", null, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static KeyPair pair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }
}
