package dev.flakydetector.checkout;

import dev.flakydetector.checkout.RepositoryLocation.Credentials;
import java.util.Locale;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.jspecify.annotations.Nullable;

/** Credentials for the server that the user gave them for, and for no other that a redirect or a submodule names. */
final class HostBoundCredentials extends UsernamePasswordCredentialsProvider {

    private final String host;

    HostBoundCredentials(Credentials credentials, @Nullable String host) {
        super(credentials.user(), credentials.secret());
        this.host = lower(host);
    }

    @Override
    public boolean get(URIish uri, CredentialItem... items) {
        boolean isTheirs = "https".equals(uri.getScheme()) && host.equals(lower(uri.getHost()));
        return isTheirs && super.get(uri, items);
    }

    private static String lower(@Nullable String host) {
        return host == null ? "" : host.toLowerCase(Locale.ROOT);
    }
}
