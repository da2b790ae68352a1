package dev.flakydetector.github;

import dev.flakydetector.results.ParsedReport;
import dev.flakydetector.results.Reports;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reports that the job's own test step left in its workspace, before any rerun. */
final class LocalReports {

    /** Where the frameworks write by themselves, and what people call such files. */
    private static final List<String> USUAL = List.of(
            "**/target/surefire-reports/TEST-*.xml",
            "**/target/failsafe-reports/TEST-*.xml",
            "**/build/test-results/**/*.xml",
            "**/test-results/**/*.xml",
            "**/{junit,report,results,test-report,test-results}.xml",
            "**/junit*.xml",
            "**/ctrf*.json");

    private static final Set<String> PASSED_OVER = Set.of(".git", "node_modules", ".venv", "venv", ".gradle", ".m2");
    private static final int MOST_FILES_SEEN = 300_000;
    private static final int MOST_REPORTS = 2_000;

    private LocalReports() {}

    /**
     * The tests that failed according to them.
     *
     * @param globs below the project; none for the usual places
     */
    static FailedTests failedTests(Path project, List<String> globs) throws IOException {
        List<PathMatcher> matchers = (globs.isEmpty() ? USUAL : globs)
                .stream()
                        .flatMap(LocalReports::meant)
                        .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                        .toList();
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(project, new Search(project, matchers, files));
        ParsedReport report = Reports.read(FailedRun.sources(files, project, project));
        return new FailedTests(
                FailedRun.failed(report).collect(Collectors.toCollection(TreeSet::new)), report.problems());
    }

    /** People mean "at any depth, none included" by two stars between slashes; Java's patterns want at least one folder. */
    private static Stream<String> meant(String glob) {
        String anyDepth = glob.replace("/**/", "/{,**/}");
        return anyDepth.startsWith("**/")
                ? Stream.of(anyDepth, anyDepth.substring("**/".length()))
                : Stream.of(anyDepth);
    }

    /** Walks the project, never along links, and stops when it is too large. */
    private static final class Search extends SimpleFileVisitor<Path> {

        private final Path project;
        private final List<PathMatcher> matchers;
        private final List<Path> found;
        private int seen;

        Search(Path project, List<PathMatcher> matchers, List<Path> found) {
            this.project = project;
            this.matchers = matchers;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean skip = !folder.equals(project)
                    && PASSED_OVER.contains(folder.getFileName().toString());
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            Path relative = project.relativize(file);
            if (attributes.isRegularFile() && matchers.stream().anyMatch(matcher -> matcher.matches(relative))) {
                found.add(file);
            }
            boolean enough = ++seen > MOST_FILES_SEEN || found.size() == MOST_REPORTS;
            return enough ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }
}
