package dev.flakydetector.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.flakydetector.checkout.GitTokens;
import dev.flakydetector.checkout.RepositoryLocation.Credentials;
import dev.flakydetector.checkout.SshAccess;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Tokens and ssh keys in a secret of Secrets Manager: a JSON object that gives for each host a token, or {@code user:token},
 * or an object with {@code token}, {@code ssh_private_key} and {@code known_hosts}. Read again for every clone, so that a new
 * one counts at once, and kept nowhere.
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
        JsonNode entry = entry(host);
        JsonNode token = entry.isObject() ? entry.path("token") : entry;
        return token.isTextual() ? Optional.of(credentials(token.textValue())) : Optional.empty();
    }

    @Override
    public Optional<SshAccess> sshTo(String host) {
        JsonNode entry = entry(host);
        if (!entry.isObject() || !entry.has("ssh_private_key")) {
            return Optional.empty();
        }
        return Optional.of(new SshAccess(text(entry, "ssh_private_key", host), text(entry, "known_hosts", host)));
    }

    private static String text(JsonNode entry, String name, String host) {
        JsonNode text = entry.path(name);
        if (!text.isTextual() || text.textValue().isBlank()) {
            throw new RemoteTrouble(
                    "The secret of git tokens has an ssh key for %s, but no text '%s': a key is used only with the keys that its host may show, as ssh-keyscan prints them"
                            .formatted(host, name));
        }
        return text.textValue();
    }

    private JsonNode entry(String host) {
        JsonNode entry = tokens().path(host.toLowerCase(Locale.ROOT));
        if (entry.isMissingNode() || entry.isTextual() || entry.isObject()) {
            return entry;
        }
        throw new RemoteTrouble(
                "The secret of git tokens has neither a token nor an object for %s: give \"TOKEN\", or {\"ssh_private_key\": \"…\", \"known_hosts\": \"…\"}"
                        .formatted(host));
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
