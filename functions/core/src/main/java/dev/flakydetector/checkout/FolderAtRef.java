package dev.flakydetector.checkout;

import dev.flakydetector.checkout.CheckoutResult.CheckedOut;
import dev.flakydetector.checkout.RepositoryLocation.Remote;
import dev.flakydetector.domain.Revision;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A local repository at one of its commits; where the folder lies deeper in the repository, that folder alone. */
final class FolderAtRef {

    private final Path folder;
    private final Duration limit;

    FolderAtRef(Path folder, Duration limit) {
        this.folder = folder;
        this.limit = limit;
    }

    CheckoutResult into(Path workspace, String ref) throws IOException {
        File gitDir = new FileRepositoryBuilder().findGitDir(folder.toFile()).getGitDir();
        if (gitDir == null) {
            return new CheckoutResult.Failed(
                    true, "%s is in no git repository, so it has no ref '%s': leave --ref out".formatted(folder, ref));
        }
        Path top = gitDir.toPath().toAbsolutePath().normalize().getParent();
        Path within = top == null || !folder.startsWith(top) ? Path.of("") : top.relativize(folder);
        Path whole =
                within.toString().isEmpty() ? workspace : workspace.resolveSibling(workspace.getFileName() + "-whole");
        CheckoutResult result = new RemoteCheckout(
                        new Remote(gitDir.toURI().toString(), Optional.empty()),
                        limit,
                        new GuardedTransport(CloneGuard.ANYTHING))
                .into(whole, Optional.of(ref));
        if (!(result instanceof CheckedOut done)) {
            CheckoutResult.Failed failed = (CheckoutResult.Failed) result;
            return new CheckoutResult.Failed(
                    failed.badInput(), failed.message().replace(gitDir.toURI().toString(), folder.toString()));
        }
        if (!whole.equals(workspace)) {
            if (!Files.isDirectory(whole.resolve(within))) {
                return new CheckoutResult.Failed(true, "'%s' has no folder %s".formatted(ref, within));
            }
            Files.move(whole.resolve(within), workspace);
        }
        Revision revision = done.revision();
        return new CheckedOut(
                new Revision(folder.toString(), revision.commit(), revision.digest(), false, revision.branch()),
                done.warnings());
    }
}
