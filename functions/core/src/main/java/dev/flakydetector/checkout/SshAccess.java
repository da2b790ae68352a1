package dev.flakydetector.checkout;

/**
 * A key for one server by ssh, and the keys that this server may show; never printed.
 *
 * @param privateKey as OpenSSH or PEM has it, without a passphrase
 * @param knownHosts lines as in a known_hosts file
 */
public record SshAccess(String privateKey, String knownHosts) {
    @Override
    public String toString() {
        return "SshAccess[…]";
    }
}
