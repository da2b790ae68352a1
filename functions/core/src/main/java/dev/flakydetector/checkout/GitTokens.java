package dev.flakydetector.checkout;

import dev.flakydetector.checkout.RepositoryLocation.Credentials;
import java.util.Optional;

/** Credentials by host, for repositories whose URLs carry none. */
@FunctionalInterface
public interface GitTokens {

    GitTokens NONE = host -> Optional.empty();

    /** What to give to this host, over https alone; asked when a host is about to be cloned from. */
    Optional<Credentials> of(String host);

    /** What to connect to this host with, by ssh; empty where that is for this machine's own settings to say. */
    default Optional<SshAccess> sshTo(String host) {
        return Optional.empty();
    }
}
