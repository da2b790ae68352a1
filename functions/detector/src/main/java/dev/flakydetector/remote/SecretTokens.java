package dev.flakydetector.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.flakydetector.checkout.GitTokens;
import dev.flakydetector.checkout.RepositoryLocation.Credentials;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Tokens in a secret of Secrets Manager: a JSON object that gives for each host a token, or {@code user:token}. Read again for
 * every clone, so that a new token counts at once, and kept nowhere.
 */
public final class SecretTokens implements GitTokens {

    /** GitHub takes any user with a token; GitLab too. */
    private static final String ANY_USER = "x-access-token";

    private final SecretsManagerClient client;
    private final String secret;

    /** @param client belongs to the caller, who closes it */
    public SecretTokens(SecretsManagerClient client, String secret) {
        this.client = client;
        this.secret = secret;
    }

    @Override
    public Optional<Credentials> of(String host) {
        JsonNode token = tokens().path(host.toLowerCase(Locale.ROOT));
        return token.isTextual() ? Optional.of(credentials(token.textValue())) : Optional.empty();
    }

    private static Credentials credentials(String token) {
        int colon = token.indexOf(':');
        return colon < 0
                ? new Credentials(ANY_USER, token)
                : new Credentials(token.substring(0, colon), token.substring(colon + 1));
    }

    private JsonNode tokens() {
        try {
            String text =
                    client.getSecretValue(request -> request.secretId(secret)).secretString();
            JsonNode tokens = new JsonMapper().readTree(text == null ? "" : text);
            if (tokens.isObject()) {
                return tokens;
            }
        } catch (SdkException e) {
            throw new RemoteTrouble("The secret of git tokens cannot be read: " + e.getMessage(), e);
        } catch (JsonProcessingException e) {
            // Its message would quote the secret; what helps is the same.
        }
        throw new RemoteTrouble(
                "The secret of git tokens is no JSON object of host to token, such as" + " {\"github.com\": \"…\"}");
    }
}
