package dev.flakydetector.checkout;

import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import org.eclipse.jgit.api.TransportConfigCallback;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/** Asks the guard before JGit talks to anybody: for each transport, submodules included, and each redirect on the way. */
final class GuardedTransport implements TransportConfigCallback {

    private final CloneGuard guard;

    GuardedTransport(CloneGuard guard) {
        this.guard = guard;
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
            return connections.create(url);
        }

        @Override
        public HttpConnection create(URL url, Proxy proxy) throws IOException {
            requireAllowed(url);
            return connections.create(url, proxy);
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
