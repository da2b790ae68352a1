package dev.flakydetector.checkout;

import dev.flakydetector.checkout.CheckoutResult.CheckedOut;
import dev.flakydetector.checkout.RepositoryLocation.Remote;
import dev.flakydetector.domain.Revision;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.TransportCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** Fetches one commit of a remote repository, alone where the server allows it, and its submodules. */
final class RemoteCheckout {

    private static final String TARGET = "refs/flaky/target";

    private final Remote remote;
    private final Duration limit;
    private final GuardedTransport transport;

    RemoteCheckout(Remote remote, Duration limit, GuardedTransport transport) {
        this.remote = remote;
        this.limit = limit;
        this.transport = transport;
    }

    CheckoutResult into(Path workspace, Optional<String> ref) throws IOException {
        try (Git git = Git.init().setDirectory(workspace.toFile()).call()) {
            Optional<Ref> advertised = advertised(ref);
            ObjectId commit = fetch(git, ref, advertised);
            git.checkout()
                    .setName(commit.getName())
                    .setProgressMonitor(new UntilInterrupted())
                    .call();
            List<String> warnings = new ArrayList<>();
            updateSubmodules(git, warnings);
            new LargeFilePointers(workspace).count().ifPresent(warnings::add);
            return new CheckedOut(revision(git.getRepository(), commit, advertised.flatMap(BranchName::of)), warnings);
        } catch (NoSuchRef e) {
            return new CheckoutResult.Failed(true, String.valueOf(e.getMessage()));
        } catch (GitAPIException | JGitInternalException e) {
            return CloneTrouble.explain(remote, e);
        }
    }

    private ObjectId fetch(Git git, Optional<String> ref, Optional<Ref> advertised)
            throws GitAPIException, IOException, NoSuchRef {
        if (advertised.isPresent()) {
            return fetchAlone(git, advertised.get().getName());
        }
        if (ref.isEmpty()) {
            throw new NoSuchRef("%s is empty: it has no commit to test".formatted(remote.url()));
        }
        String wanted = ref.get();
        if (ObjectId.isId(wanted)) {
            try {
                return fetchAlone(git, wanted);
            } catch (GitAPIException | NoSuchRef e) {
                // Some servers hand out only what a ref points at: then all of it has to come.
                return fetchAll(git, wanted);
            }
        }
        if (wanted.matches("[0-9a-fA-F]{4,39}")) {
            return fetchAll(git, wanted);
        }
        throw noSuchRef(wanted);
    }

    /** The server's ref of that name, or its HEAD. */
    private Optional<Ref> advertised(Optional<String> ref) throws GitAPIException {
        var refs = configured(Git.lsRemoteRepository().setRemote(remote.url())).callAsMap();
        if (ref.isEmpty()) {
            return Optional.ofNullable(refs.get("HEAD"));
        }
        for (String prefix : List.of("", "refs/heads/", "refs/tags/", "refs/")) {
            Ref found = refs.get(prefix + ref.get());
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private ObjectId fetchAlone(Git git, String what) throws GitAPIException, IOException, NoSuchRef {
        configured(git.fetch().setRemote(remote.url()).setProgressMonitor(new UntilInterrupted()))
                .setRefSpecs(new RefSpec(what + ":" + TARGET))
                .setDepth(1)
                .call();
        return commit(git.getRepository(), TARGET, what);
    }

    private ObjectId fetchAll(Git git, String wanted) throws GitAPIException, IOException, NoSuchRef {
        configured(git.fetch().setRemote(remote.url()).setProgressMonitor(new UntilInterrupted()))
                .setRefSpecs(
                        new RefSpec("+refs/heads/*:refs/remotes/origin/*"), new RefSpec("+refs/tags/*:refs/tags/*"))
                .call();
        return commit(git.getRepository(), wanted, wanted);
    }

    private ObjectId commit(Repository repository, String name, String wanted) throws IOException, NoSuchRef {
        ObjectId id = repository.resolve(name + "^{commit}");
        if (id == null) {
            throw noSuchRef(wanted);
        }
        return id;
    }

    private NoSuchRef noSuchRef(String wanted) {
        return new NoSuchRef("%s has no branch, tag or commit '%s'".formatted(remote.url(), wanted));
    }

    private void updateSubmodules(Git git, List<String> warnings) {
        try {
            if (!git.submoduleInit().call().isEmpty()) {
                configured(git.submoduleUpdate().setFetch(false).setProgressMonitor(new UntilInterrupted()))
                        .call();
            }
        } catch (GitAPIException | JGitInternalException e) {
            warnings.add("A submodule could not be fetched, so its folder is empty: "
                    + CloneTrouble.withoutCredentials(String.valueOf(e.getMessage())));
        }
    }

    private <C extends TransportCommand<C, ?>> C configured(C command) {
        Optional<HostBoundCredentials> credentials =
                remote.credentials().map(c -> new HostBoundCredentials(c, hostOf(remote.url())));
        credentials.ifPresent(command::setCredentialsProvider);
        return command.setTransportConfigCallback(
                        credentials.map(transport::with).orElse(transport))
                .setTimeout((int) limit.toSeconds());
    }

    private static @Nullable String hostOf(String url) {
        try {
            return new URIish(url).getHost();
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private Revision revision(Repository repository, ObjectId id, Optional<String> branch) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit commit = walk.parseCommit(id);
            return new Revision(
                    remote.name(),
                    Optional.of(commit.getName()),
                    "tree:" + commit.getTree().getName(),
                    false,
                    branch);
        }
    }

    /** The server knows nothing of that name. */
    private static final class NoSuchRef extends Exception {
        private static final long serialVersionUID = 1L;

        private NoSuchRef(String message) {
            super(message);
        }
    }
}
