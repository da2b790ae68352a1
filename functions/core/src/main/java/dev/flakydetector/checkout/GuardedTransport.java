package dev.flakydetector.checkout;

import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.util.function.BiPredicate;
import org.eclipse.jgit.api.TransportConfigCallback;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/** Asks the guard before JGit talks to anybody: for each transport, submodules included, and each redirect on the way. */
final class GuardedTransport implements TransportConfigCallback {

    private final CloneGuard guard;
    private final BiPredicate<String, String> credentialsMayGo;

    /** For a clone without credentials. */
    GuardedTransport(CloneGuard guard) {
        this(guard, (scheme, host) -> true);
    }

    /** Credentials that stay with their server, however JGit is redirected. */
    GuardedTransport(CloneGuard guard, HostBoundCredentials credentials) {
        this(guard, credentials::mayGo);
    }

    private GuardedTransport(CloneGuard guard, BiPredicate<String, String> credentialsMayGo) {
        this.guard = guard;
        this.credentialsMayGo = credentialsMayGo;
    }

    @Override
    public void configure(Transport transport) {
        guard.objection(transport
                        .getURI()
                        .setUser(userOf(transport))
                        .setPass(null)
                        .toString())
                .ifPresent(objection -> {
                    throw new JGitInternalException(objection);
                });
        if (transport instanceof TransportHttp http) {
            http.setHttpConnectionFactory(new GuardedConnections(http.getHttpConnectionFactory()));
        }
    }

    /** The user belongs to the short form of an ssh URL; in a URL it may be a token. */
    private static @org.jspecify.annotations.Nullable String userOf(Transport transport) {
        return transport.getURI().getScheme() == null ? transport.getURI().getUser() : null;
    }

    private final class GuardedConnections implements HttpConnectionFactory {

        private final HttpConnectionFactory connections;

        private GuardedConnections(HttpConnectionFactory connections) {
            this.connections = connections;
        }

        @Override
        public HttpConnection create(URL url) throws IOException {
            requireAllowed(url);
            return mayGo(url) ? connections.create(url) : new TokenBoundConnection(url);
        }

        @Override
        public HttpConnection create(URL url, Proxy proxy) throws IOException {
            requireAllowed(url);
            return mayGo(url) ? connections.create(url, proxy) : new TokenBoundConnection(url, proxy);
        }

        private boolean mayGo(URL url) {
            return credentialsMayGo.test(url.getProtocol(), url.getHost());
        }

        private void requireAllowed(URL url) throws IOException {
            String bare = "%s://%s%s".formatted(url.getProtocol(), url.getHost(), url.getPath());
            var objection = guard.objection(bare);
            if (objection.isPresent()) {
                throw new IOException(objection.get());
            }
        }
    }
}
