package dev.flakydetector.adapter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Looks at the files of a project for signs of a framework; bounded in depth and bytes, for a project may be anything.
 * Never fails: what cannot be read says nothing.
 */
public final class ProjectFiles {

    private static final int DEEPEST = 6;
    private static final int MOST_BYTES = 256 << 10;
    private static final Set<String> PASSED_OVER = Set.of(
            ".git", "node_modules", "target", "build", "dist", ".venv", "venv", ".tox", "vendor", "site-packages");

    private final Path root;

    public ProjectFiles(Path root) {
        this.root = root;
    }

    /** Whether there is a file of that path. */
    public boolean has(String name) {
        return Files.isRegularFile(root.resolve(name));
    }

    /** Whether a file of that name in the project's root contains a text. */
    public boolean says(String name, String text) {
        return text(name).contains(text);
    }

    /** The text of a file in the project's root, its beginning if it is large; empty where there is none. */
    public String text(String name) {
        return has(name) ? read(root.resolve(name)) : "";
    }

    /** The first file that fits, in the order of paths, as a path relative to the project. */
    public Optional<Path> find(Predicate<String> name, Predicate<String> content) {
        try (Stream<Path> files = Files.walk(root, DEEPEST)) {
            return files.filter(file -> !isPassedOver(root.relativize(file)))
                    .filter(file -> name.test(String.valueOf(file.getFileName())))
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .filter(file -> content.test(read(file)))
                    .findFirst()
                    .map(root::relativize);
        } catch (IOException | java.io.UncheckedIOException e) {
            // A folder that cannot be read shows nothing.
            return Optional.empty();
        }
    }

    private static boolean isPassedOver(Path relative) {
        for (Path part : relative) {
            if (PASSED_OVER.contains(part.toString())) {
                return true;
            }
        }
        return false;
    }

    private static String read(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            // A file that cannot be read says nothing.
            return "";
        }
    }
}
