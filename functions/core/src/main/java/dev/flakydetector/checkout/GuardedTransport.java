package dev.flakydetector.checkout;

import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.eclipse.jgit.api.TransportConfigCallback;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/** Asks the guard before JGit talks to anybody: for each transport, submodules included, and each redirect on the way. */
final class GuardedTransport implements TransportConfigCallback {

    private final CloneGuard guard;
    private final BiPredicate<String, String> credentialsMayGo;
    private final Optional<Ssh> ssh;

    /** Sessions for one host; others get those of this machine. */
    private record Ssh(String host, SshSessionFactory sessions) {}

    /** For a clone without credentials. */
    GuardedTransport(CloneGuard guard) {
        this(guard, (scheme, host) -> true, Optional.empty());
    }

    private GuardedTransport(CloneGuard guard, BiPredicate<String, String> credentialsMayGo, Optional<Ssh> ssh) {
        this.guard = guard;
        this.credentialsMayGo = credentialsMayGo;
        this.ssh = ssh;
    }

    /** With credentials that stay with their server, however JGit is redirected. */
    GuardedTransport with(HostBoundCredentials credentials) {
        return new GuardedTransport(guard, credentials::mayGo, ssh);
    }

    /** With sessions that are for this host alone, whatever a submodule names. */
    GuardedTransport withSsh(String host, SshSessionFactory sessions) {
        return new GuardedTransport(guard, credentialsMayGo, Optional.of(new Ssh(host, sessions)));
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
        if (transport instanceof SshTransport theirs) {
            ssh.filter(own -> own.host().equalsIgnoreCase(transport.getURI().getHost()))
                    .ifPresent(own -> theirs.setSshSessionFactory(own.sessions()));
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
