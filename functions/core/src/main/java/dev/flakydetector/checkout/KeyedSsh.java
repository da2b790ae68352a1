package dev.flakydetector.checkout;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;

/** Sessions by ssh with a key that was never in a file, to a server whose key is known, and with nothing of this machine's. */
final class KeyedSsh {

    private static final File NOWHERE = new File("no-such-home");

    private KeyedSsh() {}

    /**
     * Sessions with this access to a host.
     *
     * @throws UnusableAccess with a message for the user, free of what it is about
     */
    static SshSessionFactory of(String host, SshAccess access) throws UnusableAccess {
        List<KeyPair> keys = keys(access.privateKey());
        KnownServers servers = KnownServers.read(host, access.knownHosts());
        return new SshdSessionFactoryBuilder()
                .setPreferredAuthentications("publickey")
                .setHomeDirectory(NOWHERE)
                .setSshDirectory(NOWHERE)
                .setConfigStoreFactory((home, config, user) -> null)
                .setDefaultKeysProvider(folder -> keys)
                .setServerKeyDatabase((home, folder) -> servers)
                .setConnectorFactory(null)
                .build(null);
    }

    private static List<KeyPair> keys(String text) throws UnusableAccess {
        List<KeyPair> keys = new ArrayList<>();
        AtomicBoolean locked = new AtomicBoolean();
        byte[] bytes = (text.strip() + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            Iterable<KeyPair> found = SecurityUtils.loadKeyPairIdentities(
                    null, NamedResource.ofName("the key"), new ByteArrayInputStream(bytes), (session, key, retry) -> {
                        locked.set(true);
                        return null;
                    });
            if (found != null) {
                found.forEach(keys::add);
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // Its message may quote the key; what helps is the same.
            keys.clear();
        }
        if (keys.isEmpty() && locked.get()) {
            throw new UnusableAccess(
                    "its ssh_private_key has a passphrase, which nobody is there to type: give a key without one");
        }
        if (keys.isEmpty()) {
            throw new UnusableAccess(
                    "its ssh_private_key cannot be read: give an OpenSSH or PEM key without a passphrase,"
                            + " with its line breaks as \\n");
        }
        return keys;
    }

    /** What cannot be connected with. */
    static final class UnusableAccess extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableAccess(String message) {
            super(message);
        }
    }
}
