package dev.flakydetector.adapter.npm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A program that installs packages and runs scripts: npm and those that do the same. */
enum NpmClient {
    NPM("npm"),
    YARN("yarn"),
    PNPM("pnpm");

    private final String program;

    NpmClient(String program) {
        this.program = program;
    }

    String program() {
        return program;
    }

    /** The one whose lock file the project holds; npm where it holds none. */
    static NpmClient of(Path project) {
        if (Files.exists(project.resolve("package-lock.json"))
                || Files.exists(project.resolve("npm-shrinkwrap.json"))) {
            return NPM;
        }
        if (Files.exists(project.resolve("yarn.lock"))) {
            return YARN;
        }
        return Files.exists(project.resolve("pnpm-lock.yaml")) ? PNPM : NPM;
    }

    static Optional<NpmClient> named(String program) {
        return Arrays.stream(values())
                .filter(client -> client.program.equals(program))
                .findFirst();
    }

    /** The command that installs what the lock file says and never rewrites it. */
    List<String> install(Path project) {
        return switch (this) {
            case NPM ->
                Files.exists(project.resolve("package-lock.json"))
                                || Files.exists(project.resolve("npm-shrinkwrap.json"))
                        ? List.of(program, "ci", "--include=dev", "--no-audit", "--no-fund")
                        : List.of(program, "install", "--include=dev", "--no-audit", "--no-fund", "--no-package-lock");
            case YARN -> List.of(program, "install", isBerry(project) ? "--immutable" : "--frozen-lockfile");
            case PNPM -> List.of(program, "install", "--frozen-lockfile");
        };
    }

    /** Yarn from version 2 on begins its lock file with its own metadata. */
    private static boolean isBerry(Path project) {
        try (var lines = Files.lines(project.resolve("yarn.lock"))) {
            return lines.limit(20).anyMatch(line -> line.startsWith("__metadata:"));
        } catch (IOException | java.io.UncheckedIOException e) {
            return false;
        }
    }

    /** The command that runs a script with these further arguments. */
    List<String> run(String script, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(program, "run", script));
        // pnpm and yarn hand a lone "--" on to the script.
        if (this == NPM && !arguments.isEmpty()) {
            words.add("--");
        }
        words.addAll(arguments);
        return List.copyOf(words);
    }

    /** How a person runs the test script. */
    List<String> test() {
        return List.of(program, "test");
    }

    /** How a person runs a program of an installed package. */
    List<String> execute(String tool) {
        return switch (this) {
            case NPM -> List.of("npx", tool);
            case YARN -> List.of(program, tool);
            case PNPM -> List.of(program, "exec", tool);
        };
    }
}
