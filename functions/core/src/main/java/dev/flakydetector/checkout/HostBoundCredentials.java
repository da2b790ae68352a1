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
        return mayGo(uri.getScheme(), uri.getHost()) && super.get(uri, items);
    }

    /** Whether they are for this server, over a connection that nobody listens to. */
    boolean mayGo(@Nullable String scheme, @Nullable String server) {
        return "https".equals(scheme) && host.equals(lower(server));
    }

    private static String lower(@Nullable String host) {
        return host == null ? "" : host.toLowerCase(Locale.ROOT);
    }
}
