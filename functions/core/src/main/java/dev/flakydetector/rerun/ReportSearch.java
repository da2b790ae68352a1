package dev.flakydetector.rerun;

import dev.flakydetector.adapter.ReportLocation;
import dev.flakydetector.results.ReportFormat;
import dev.flakydetector.results.Reports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the report files that an attempt left where its adapter said they would be. */
final class ReportSearch {

    /** Folders that hold thousands of files and never a report. */
    private static final Set<String> PASSED_OVER = Set.of(".git", "node_modules");

    private final Path root;
    private final Path workspace;
    private final Path stdout;

    /**
     * Looks in one attempt's place.
     *
     * @param root the attempt's own folder, workspace and scratch folder included
     */
    ReportSearch(Path root, Path workspace, Path stdout) {
        this.root = root;
        this.workspace = workspace;
        this.stdout = stdout;
    }

    /** Removes reports that came with the workspace, so that none of an earlier build is read for this attempt's. */
    void removeOld(List<ReportLocation> locations) throws IOException {
        for (Reports.Source source : find(locations)) {
            if (!source.file().equals(stdout)) {
                Files.deleteIfExists(source.file());
            }
        }
    }

    /** The files there are, in the order of their paths. */
    List<Reports.Source> find(List<ReportLocation> locations) {
        List<Reports.Source> sources = new ArrayList<>();
        for (ReportLocation location : locations) {
            if (location instanceof ReportLocation.File file) {
                addIfThere(sources, file.format(), file.file());
            } else if (location instanceof ReportLocation.Matching matching) {
                addMatching(sources, matching);
            } else if (location instanceof ReportLocation.StandardOutput output) {
                addIfThere(sources, output.format(), stdout);
            } else {
                throw new IllegalStateException("Unknown kind of report location: " + location);
            }
        }
        return sources;
    }

    private void addIfThere(List<Reports.Source> sources, ReportFormat format, Path file) {
        if (Files.exists(file, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            sources.add(source(format, file, ""));
        }
    }

    private void addMatching(List<Reports.Source> sources, ReportLocation.Matching matching) {
        PathMatcher matcher = workspace.getFileSystem().getPathMatcher("glob:" + matching.glob());
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(workspace, new Matches(matcher, files));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look for reports in " + workspace, e);
        }
        files.stream().sorted().forEach(file -> sources.add(source(matching.format(), file, module(file, matching))));
    }

    /** The folder that the report's module stands in, relative to the workspace; empty for the root. */
    private String module(Path file, ReportLocation.Matching matching) {
        Path relative = workspace.relativize(file);
        int depth = relative.getNameCount() - 1 - matching.moduleDepth();
        return depth <= 0 ? "" : relative.subpath(0, depth).toString().replace('\\', '/');
    }

    private Reports.Source source(ReportFormat format, Path file, String module) {
        Path parent = stdout.getParent();
        Path within = file.equals(stdout) && parent != null ? parent : root;
        return new Reports.Source(format, file, within, workspace, module);
    }

    private final class Matches extends SimpleFileVisitor<Path> {

        private final PathMatcher matcher;
        private final List<Path> found;

        private Matches(PathMatcher matcher, List<Path> found) {
            this.matcher = matcher;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            Path name = folder.getFileName();
            boolean skip = name != null && PASSED_OVER.contains(name.toString());
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (matcher.matches(workspace.relativize(file))) {
                found.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            // A test may have taken away its own folder or its rights to it; what is not there is no report.
            return FileVisitResult.CONTINUE;
        }
    }
}
