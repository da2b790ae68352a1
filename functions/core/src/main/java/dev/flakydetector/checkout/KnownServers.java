package dev.flakydetector.checkout;

import dev.flakydetector.checkout.KeyedSsh.UnusableAccess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.jspecify.annotations.Nullable;

/** Servers by the keys that they may show; nobody is asked about another, and nothing is learned. */
final class KnownServers implements ServerKeyDatabase {

    private static final String REVOKED = "revoked";

    private final String host;
    private final List<KnownHostEntry> entries;

    private KnownServers(String host, List<KnownHostEntry> entries) {
        this.host = host;
        this.entries = entries;
    }

    /** @param host whose lines count */
    static KnownServers read(String host, String lines) throws UnusableAccess {
        List<KnownHostEntry> entries;
        try (BufferedReader reader = new BufferedReader(new StringReader(lines))) {
            entries = KnownHostEntry.readKnownHostEntries(reader);
        } catch (IOException | RuntimeException e) {
            entries = List.of();
        }
        if (entries.isEmpty()) {
            throw new UnusableAccess(
                    "its known_hosts has no line that can be read: give what ssh-keyscan prints, once you"
                            + " have compared it with what the host publishes");
        }
        return new KnownServers(host, List.copyOf(entries));
    }

    @Override
    public List<PublicKey> lookup(String address, InetSocketAddress remote, Configuration configuration) {
        return keys(remote.getPort(), false);
    }

    @Override
    public boolean accept(
            String address,
            InetSocketAddress remote,
            PublicKey shown,
            Configuration configuration,
            @Nullable CredentialsProvider nobody) {
        return holds(keys(remote.getPort(), false), shown) && !holds(keys(remote.getPort(), true), shown);
    }

    private static boolean holds(List<PublicKey> keys, PublicKey shown) {
        return keys.stream().anyMatch(key -> KeyUtils.compareKeys(key, shown));
    }

    /** Lines with any other marker are of authorities, which are not asked here. */
    private List<PublicKey> keys(int port, boolean revoked) {
        return entries.stream()
                .filter(entry ->
                        Objects.requireNonNullElse(entry.getMarker(), "").equals(revoked ? REVOKED : ""))
                .filter(entry -> entry.isHostMatch(host, port))
                .flatMap(entry -> key(entry).stream())
                .toList();
    }

    private static Optional<PublicKey> key(KnownHostEntry entry) {
        try {
            return Optional.ofNullable(entry.getKeyEntry().resolvePublicKey(null, PublicKeyEntryResolver.IGNORING));
        } catch (IOException | GeneralSecurityException e) {
            // A key of a kind that is not known here cannot be the one that is shown.
            return Optional.empty();
        }
    }
}
