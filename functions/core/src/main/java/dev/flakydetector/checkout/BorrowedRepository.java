package dev.flakydetector.checkout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;

/**
 * A small {@code .git} for a workspace that was copied from a folder: it answers {@code git describe} and the like from
 * the original's objects, and whatever a test commits stays in the copy.
 */
final class BorrowedRepository {

    private BorrowedRepository() {}

    static void create(Repository original, Path workspace, String commit) throws IOException {
        Path git = workspace.resolve(".git");
        Path info = git.resolve("objects").resolve("info");
        Files.createDirectories(info);
        Files.createDirectories(git.resolve("refs"));
        Files.writeString(git.resolve("HEAD"), commit + "\n");
        Files.writeString(git.resolve("config"), "[core]\n\trepositoryformatversion = 0\n\tbare = false\n");
        Path objects = original.getCommonDirectory().toPath().resolve("objects").toRealPath();
        Files.writeString(info.resolve("alternates"), objects + "\n");
        Files.writeString(git.resolve("packed-refs"), tags(original));
        Path index = original.getIndexFile().toPath();
        if (Files.exists(index)) {
            Files.copy(index, git.resolve("index"));
        }
    }

    private static String tags(Repository original) throws IOException {
        StringBuilder lines = new StringBuilder("# pack-refs with: peeled fully-peeled sorted \n");
        for (Ref tag : original.getRefDatabase().getRefsByPrefix("refs/tags/")) {
            Ref peeled = original.getRefDatabase().peel(tag);
            lines.append(tag.getObjectId().getName())
                    .append(' ')
                    .append(tag.getName())
                    .append('\n');
            if (peeled.getPeeledObjectId() != null) {
                lines.append('^').append(peeled.getPeeledObjectId().getName()).append('\n');
            }
        }
        return lines.toString();
    }
}
