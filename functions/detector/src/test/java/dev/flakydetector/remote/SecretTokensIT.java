package dev.flakydetector.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakydetector.checkout.RepositoryLocation.Credentials;
import dev.flakydetector.checkout.SshAccess;
import dev.flakydetector.emulator.MotoServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Tokens from an emulated Secrets Manager. */
class SecretTokensIT {

    private static MotoServer moto;
    private static SecretsManagerClient client;

    @BeforeAll
    static void start() throws Exception {
        moto = MotoServer.start();
        client = SecretsManagerClient.builder()
                .endpointOverride(moto.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @AfterAll
    static void stop() {
        if (client != null) {
            client.close();
            moto.close();
        }
    }

    @Test
    void givesEachHostItsToken() {
        SecretTokens tokens = tokens("both", "{\"github.com\": \"sesame\", \"git.example\": \"me:open:up\"}");

        assertThat(tokens.of("GitHub.com")).contains(new Credentials("x-access-token", "sesame"));
        assertThat(tokens.of("git.example")).contains(new Credentials("me", "open:up"));
        assertThat(tokens.of("gist.github.com")).isEmpty();
    }

    @Test
    void givesAHostItsSshKeyWithTheKeysThatItMayShow() {
        SecretTokens tokens = tokens("ssh", """
                {"github.com": "sesame",
                 "git.example": {"token": "open", "ssh_private_key": "sesame", "known_hosts": "git.example ssh-rsa AAAA"}}
                """);

        assertThat(tokens.sshTo("GIT.example")).contains(new SshAccess("sesame", "git.example ssh-rsa AAAA"));
        assertThat(tokens.of("git.example")).contains(new Credentials("x-access-token", "open"));
        assertThat(tokens.sshTo("github.com")).isEmpty();
        assertThat(tokens.sshTo("gist.github.com")).isEmpty();
    }

    @Test
    void usesNoKeyWithoutTheKeysThatItsHostMayShow() {
        SecretTokens tokens =
                tokens("half", "{\"git.example\": {\"ssh_private_key\": \"sesame\"}, \"git.other\": [\"sesame\"]}");

        assertThatThrownBy(() -> tokens.sshTo("git.example"))
                .isInstanceOf(RemoteTrouble.class)
                .hasMessageContaining("git.example, but no text 'known_hosts'")
                .hasMessageNotContaining("sesame");
        assertThatThrownBy(() -> tokens.sshTo("git.other"))
                .isInstanceOf(RemoteTrouble.class)
                .hasMessageContaining("neither a token nor an object for git.other")
                .hasMessageNotContaining("sesame");
    }

    @Test
    void readsTheSecretAgainForEachClone() {
        SecretTokens tokens = tokens("changing", "{\"github.com\": \"old\"}");
        tokens.of("github.com");

        client.putSecretValue(request -> request.secretId("changing").secretString("{\"github.com\": \"new\"}"));

        assertThat(tokens.of("github.com")).contains(new Credentials("x-access-token", "new"));
    }

    @Test
    void saysWhatIsWrongWithASecretButNotWhatIsInIt() {
        for (String text : new String[] {"{sesame", "\"sesame\"", "[\"sesame\"]"}) {
            SecretTokens tokens = tokens("wrong" + text.hashCode(), text);

            assertThatThrownBy(() -> tokens.of("github.com"))
                    .isInstanceOf(RemoteTrouble.class)
                    .hasMessageContaining("no JSON object of host to token")
                    .hasMessageNotContaining("sesame")
                    .hasNoCause();
        }
    }

    @Test
    void saysThatThereIsNoSecret() {
        assertThatThrownBy(() -> new SecretTokens(client, "nowhere").of("github.com"))
                .isInstanceOf(RemoteTrouble.class)
                .hasMessageContaining("cannot be read");
    }

    private static SecretTokens tokens(String name, String text) {
        client.createSecret(request -> request.name(name).secretString(text));
        return new SecretTokens(client, name);
    }
}
