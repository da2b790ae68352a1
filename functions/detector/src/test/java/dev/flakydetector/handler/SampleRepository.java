package dev.flakydetector.handler;

import dev.flakydetector.checkout.WorkspaceCopy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.api.Git;

/** A folder of samples as a git repository of its own. */
final class SampleRepository {

    private static final Path SAMPLES = Path.of("../../samples");

    private SampleRepository() {}

    /** @param folder must not exist yet */
    static String of(String sample, Path folder) throws Exception {
        new WorkspaceCopy(Optional.empty()).copy(SAMPLES.resolve(sample), folder);
        return commit(folder);
    }

    /** The URL of a repository with everything that the folder holds. */
    static String commit(Path folder) throws IOException {
        try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("Add the sample")
                    .setAuthor("A", "a@example.org")
                    .setCommitter("A", "a@example.org")
                    .setSign(false)
                    .call();
        } catch (org.eclipse.jgit.api.errors.GitAPIException e) {
            throw new IOException(e);
        }
        return "file://" + folder.toAbsolutePath();
    }
}
