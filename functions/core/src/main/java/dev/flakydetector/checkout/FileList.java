package dev.flakydetector.checkout;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.Status;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.WorkingTreeIterator;
import org.eclipse.jgit.treewalk.filter.PathFilter;

/** Which files of a folder belong to the project, relative to the folder. */
final class FileList {

    private static final int INDEX = 0;
    private static final int WORK_TREE = 1;

    private final Path folder;

    FileList(Path folder) {
        this.folder = folder;
    }

    /** Every file and link, but for what git itself keeps. */
    List<Path> all() throws IOException {
        return below(folder);
    }

    private List<Path> below(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return directory.endsWith(".git") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!file.endsWith(".git")) {
                    files.add(folder.relativize(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    /** Tracked files that are there, and untracked ones that no rule ignores; submodules as they stand. */
    List<Path> ofGit(Repository repository) throws IOException {
        Path top = repository.getWorkTree().toPath().toRealPath();
        String within = top.relativize(folder.toRealPath()).toString().replace('\\', '/');
        List<Path> files = new ArrayList<>();
        try (TreeWalk walk = new TreeWalk(repository)) {
            DirCache index = repository.readDirCache();
            walk.addTree(new DirCacheIterator(index));
            walk.addTree(new FileTreeIterator(repository));
            if (!within.isEmpty()) {
                walk.setFilter(PathFilter.create(within));
            }
            while (walk.next()) {
                visit(walk, within, files);
            }
        }
        return files;
    }

    private void visit(TreeWalk walk, String within, List<Path> files) throws IOException {
        WorkingTreeIterator onDisk = walk.getTree(WORK_TREE, WorkingTreeIterator.class);
        boolean tracked = walk.getFileMode(INDEX) != FileMode.MISSING;
        if (onDisk == null || (!tracked && onDisk.isEntryIgnored())) {
            return;
        }
        FileMode mode = walk.getFileMode(WORK_TREE);
        Path file = Path.of(within).relativize(Path.of(walk.getPathString()));
        if (mode == FileMode.TREE) {
            walk.enterSubtree();
        } else if (mode == FileMode.GITLINK) {
            files.addAll(below(folder.resolve(file)));
        } else {
            files.add(file);
        }
    }

    /** Whether the folder differs from the commit that is checked out. */
    boolean isModified(Repository repository) throws IOException {
        Path top = repository.getWorkTree().toPath().toRealPath();
        String within = top.relativize(folder.toRealPath()).toString().replace('\\', '/');
        try (Git git = new Git(repository)) {
            var command = git.status();
            Status status = (within.isEmpty() ? command : command.addPath(within)).call();
            return !status.isClean();
        } catch (GitAPIException e) {
            throw new IOException("Cannot compare %s with its last commit".formatted(folder), e);
        }
    }
}
