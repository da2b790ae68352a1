package dev.flakydetector.checkout;

import dev.flakydetector.checkout.KeyedSsh.UnusableAccess;
import dev.flakydetector.checkout.RepositoryLocation.Folder;
import dev.flakydetector.checkout.RepositoryLocation.Remote;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jgit.util.SystemReader;

/** Brings a repository's files into a workspace. */
public final class Checkout {

    private final Duration limit;
    private final CloneGuard guard;
    private final GitTokens tokens;

    /**
     * Checks out within a time limit.
     *
     * @param limit for each exchange with a server
     */
    public Checkout(Duration limit) {
        this(limit, CloneGuard.ANYTHING);
    }

    /**
     * Checks out what a guard allows, within a time limit.
     *
     * @param limit for each exchange with a server
     */
    public Checkout(Duration limit, CloneGuard guard) {
        this(limit, guard, GitTokens.NONE);
    }

    /**
     * Checks out what a guard allows, within a time limit.
     *
     * @param limit for each exchange with a server
     * @param tokens for hosts whose URLs carry no credentials
     */
    public Checkout(Duration limit, CloneGuard guard, GitTokens tokens) {
        this.limit = limit;
        this.guard = guard;
        this.tokens = tokens;
        // Git's own settings on this machine may name programs to run (filters, hooks, a file-system monitor).
        SystemReader.setInstance(new PlainSystemReader(SystemReader.getInstance()));
    }

    /**
     * Fills a workspace.
     *
     * @param workspace a folder that does not exist yet
     */
    public CheckoutResult into(Path workspace, RepositoryLocation location, Optional<String> ref) throws IOException {
        Optional<String> objection = guard.objection(location.name());
        if (objection.isPresent()) {
            return new CheckoutResult.Failed(true, "Cannot clone %s: %s".formatted(location.name(), objection.get()));
        }
        if (location instanceof Remote remote) {
            return checkOut(remote, workspace, ref);
        }
        Folder folder = (Folder) location;
        return ref.isPresent()
                ? new FolderAtRef(folder.path(), limit).into(workspace, ref.get())
                : new FolderAsItStands(folder.path()).into(workspace);
    }

    private CheckoutResult checkOut(Remote remote, Path workspace, Optional<String> ref) throws IOException {
        String host = remote.sshHost().orElse("");
        Optional<SshAccess> access = remote.sshHost().flatMap(tokens::sshTo);
        try {
            GuardedTransport transport = access.isPresent()
                    ? new GuardedTransport(guard).withSsh(host, KeyedSsh.of(host, access.get()))
                    : new GuardedTransport(guard);
            return new RemoteCheckout(remote.knownTo(tokens), limit, transport).into(workspace, ref);
        } catch (UnusableAccess e) {
            return new CheckoutResult.Failed(
                    false,
                    "Cannot clone %s: there is an ssh key for %s, but %s."
                            .formatted(remote.url(), host, e.getMessage()));
        }
    }
}
