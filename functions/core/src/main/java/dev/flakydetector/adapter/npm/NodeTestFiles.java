package dev.flakydetector.adapter.npm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks for test files that use Node's own test runner. */
final class NodeTestFiles {

    private static final int DEEPEST = 4;
    private static final int MOST_ENTRIES = 5_000;
    private static final int MOST_TEST_FILES = 50;
    private static final int MOST_BYTES = 8_192;
    private static final Pattern SCRIPT = Pattern.compile(".*\\.[cm]?[jt]s");
    private static final Pattern USE = Pattern.compile("[\"']node:test[\"']");

    private NodeTestFiles() {}

    /** The first such file among those that Node would run, as far as a short look finds one. */
    static Optional<String> first(Path project) {
        return all(project).stream().findFirst();
    }

    /** How a person would run them. Node finds tests in JavaScript by itself; those in TypeScript have to be named. */
    static List<String> command(Path project) {
        List<String> typed =
                all(project).stream().filter(file -> file.endsWith("ts")).toList();
        boolean usesTsx = PackageJson.in(project)
                .filter(manifest -> manifest.dependsOn("tsx"))
                .isPresent();
        List<String> words = new ArrayList<>(List.of("node"));
        if (usesTsx && !typed.isEmpty()) {
            words.addAll(List.of("--import", "tsx", "--test"));
            words.addAll(typed);
        } else {
            words.add("--test");
        }
        return words;
    }

    private static List<String> all(Path project) {
        try (Stream<Path> files = Files.walk(project, DEEPEST)) {
            return files.limit(MOST_ENTRIES)
                    .filter(file -> isTest(project.relativize(file)) && Files.isRegularFile(file))
                    .sorted()
                    .limit(MOST_TEST_FILES)
                    .filter(NodeTestFiles::usesNodeTest)
                    .map(file -> project.relativize(file).toString())
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private static boolean isTest(Path file) {
        String name = String.valueOf(file.getFileName());
        boolean inTests = file.startsWith("test") || file.startsWith("tests") || name.contains("test");
        return inTests
                && !file.startsWith("node_modules")
                && SCRIPT.matcher(name).matches();
    }

    private static boolean usesNodeTest(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return USE.matcher(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8))
                    .find();
        } catch (IOException e) {
            return false;
        }
    }
}
