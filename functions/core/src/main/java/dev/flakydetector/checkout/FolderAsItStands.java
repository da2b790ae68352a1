package dev.flakydetector.checkout;

import dev.flakydetector.checkout.CheckoutResult.CheckedOut;
import dev.flakydetector.domain.Revision;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * A local folder with its changes: tracked files and untracked ones that are not ignored, exactly as they are on disk.
 * Without git, every file. Tests that ask git for a version find a repository that borrows the original's objects and
 * cannot write to it.
 */
final class FolderAsItStands {

    private final Path folder;

    FolderAsItStands(Path folder) {
        this.folder = folder;
    }

    CheckoutResult into(Path workspace) throws IOException {
        File gitDir = new FileRepositoryBuilder().findGitDir(folder.toFile()).getGitDir();
        if (gitDir == null) {
            return copy(workspace, new FileList(folder).all(), Optional.empty(), false, Optional.empty());
        }
        try (Repository repository =
                new FileRepositoryBuilder().setGitDir(gitDir).build()) {
            if (repository.isBare()) {
                return new CheckoutResult.Failed(
                        true,
                        "%s is a bare repository without files: name one of its refs with --ref".formatted(folder));
            }
            FileList files = new FileList(folder);
            List<Path> listed = files.ofGit(repository);
            Optional<String> commit =
                    Optional.ofNullable(repository.resolve(Constants.HEAD)).map(ObjectId::getName);
            CheckoutResult result = copy(
                    workspace,
                    listed,
                    commit,
                    files.isModified(repository),
                    BranchName.of(repository.exactRef(Constants.HEAD)));
            if (folder.equals(repository.getWorkTree().toPath()) && commit.isPresent()) {
                BorrowedRepository.create(repository, workspace, commit.get());
            }
            return result;
        }
    }

    private CheckoutResult copy(
            Path workspace, List<Path> files, Optional<String> commit, boolean modified, Optional<String> branch)
            throws IOException {
        Files.createDirectories(workspace);
        List<String> warnings = new ArrayList<>();
        FileDigest digest = new FileDigest();
        int copied = 0;
        for (Path file : new TreeSet<>(files)) {
            Path source = folder.resolve(file);
            if (!Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(source)) {
                warnings.add("%s is neither a file nor a link, and was left out".formatted(file));
                continue;
            }
            Path target = workspace.resolve(file);
            Files.createDirectories(target.getParent());
            Files.copy(source, target, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
            digest.add(file, target);
            copied++;
        }
        if (copied == 0) {
            return new CheckoutResult.Failed(true, "%s holds no file to test".formatted(folder));
        }
        return new CheckedOut(new Revision(folder.toString(), commit, digest.value(), modified, branch), warnings);
    }
}
