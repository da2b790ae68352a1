package dev.flakydetector.adapter.npm;

import dev.flakydetector.adapter.Toolchain;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The programs of a project's installed packages, as the real Node starts them without npm's detour. */
final class NpmPrograms {

    private static final String MODULES = "node_modules";

    private final Path project;
    private final String node;

    NpmPrograms(Path project, Toolchain toolchain) {
        this.project = project;
        this.node = toolchain.find("node").map(Path::toString).orElse("node");
    }

    /** Whether an installed package has a program of this name. */
    boolean has(String program) {
        return launcher(program).isPresent();
    }

    /** The same words with the program in full, and behind a carrier such as c8 the runner too. */
    List<String> resolved(List<String> words, NpmRunner runner) {
        List<String> resolved = new ArrayList<>(start(words.get(0)));
        int carried = runner.carriedIn(words);
        resolved.addAll(words.subList(1, carried));
        if (carried < words.size()) {
            resolved.addAll(resolved(words.subList(carried, words.size()), runner));
        }
        return List.copyOf(resolved);
    }

    private List<String> start(String program) {
        if (program.equals("node")) {
            return List.of(node);
        }
        return launcher(program).orElseGet(() -> List.of(asGiven(program)));
    }

    private String asGiven(String program) {
        return program.contains("/") ? project.resolve(program).toString() : program;
    }

    private Optional<List<String>> launcher(String program) {
        String name = NpmRunner.fileName(program);
        if (program.contains("/") && !program.contains(MODULES + "/.bin/")) {
            return Optional.empty();
        }
        Path folder = Path.of(MODULES, name);
        Optional<Path> script = PackageJson.in(project.resolve(folder))
                .flatMap(manifest -> Optional.ofNullable(manifest.bin().get(name)))
                .map(bin -> folder.resolve(bin).normalize())
                .filter(file -> file.startsWith(folder) && isForNode(project.resolve(file)));
        if (script.isPresent()) {
            return Optional.of(List.of(node, script.get().toString()));
        }
        Path link = project.resolve(MODULES).resolve(".bin").resolve(name);
        return Files.isExecutable(link) ? Optional.of(List.of(link.toString())) : Optional.empty();
    }

    private static boolean isForNode(Path file) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            String first = reader.readLine();
            return first != null && first.startsWith("#!") && first.contains("node");
        } catch (IOException e) {
            return false;
        }
    }
}
