package dev.flakydetector.checkout;

import java.util.Optional;

/** Says what may be cloned. Asked for the repository itself, and again for every redirect and submodule. */
@FunctionalInterface
public interface CloneGuard {

    /** Whatever the user names, as on the user's own machine. */
    CloneGuard ANYTHING = url -> Optional.empty();

    /**
     * Why this may not be cloned; empty when it may.
     *
     * @param url a URL, {@code git@host:path}, or a folder; free of credentials
     */
    Optional<String> objection(String url);
}
