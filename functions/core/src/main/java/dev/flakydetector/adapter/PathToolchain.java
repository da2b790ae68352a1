package dev.flakydetector.adapter;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The programs on a PATH. Each name is looked up once, shims seen through. */
public final class PathToolchain implements Toolchain {

    private static final int PATIENCE_SECONDS = 10;

    private final List<String> folders;
    private final Map<String, String> environment;
    private final Map<String, Optional<Path>> known = new ConcurrentHashMap<>();

    /**
     * Looks in the folders of the environment's PATH.
     *
     * @param environment what a shim may need to know to find the real program
     */
    public PathToolchain(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.folders = List.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1));
    }

    @Override
    public Optional<Path> find(String program) {
        return known.computeIfAbsent(program, this::look);
    }

    private Optional<Path> look(String program) {
        for (String folder : folders) {
            Optional<Path> file = executable(folder, program);
            if (file.isPresent()) {
                return Optional.of(isShim(file.get()) ? behind(file.get(), program) : file.get());
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> executable(String folder, String program) {
        try {
            Path file = Path.of(folder, program);
            boolean there = !folder.isEmpty() && Files.isExecutable(file) && !Files.isDirectory(file);
            return there ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            // A PATH may hold what is no path; the other folders count.
            return Optional.empty();
        }
    }

    private static boolean isShim(Path file) {
        return file.toString().replace('\\', '/').contains("/shims/");
    }

    /** pyenv, rbenv, nodenv, goenv and asdf all answer "which"; a shim that they cannot explain is used as it is. */
    private Path behind(Path shim, String program) {
        Path root = shim.getParent() == null ? shim : shim.getParent().resolveSibling("bin");
        for (String manager : List.of("pyenv", "nodenv", "rbenv", "goenv", "asdf", "mise")) {
            Path tool = root.resolve(manager);
            if (Files.isExecutable(tool)) {
                Optional<Path> real = ask(List.of(tool.toString(), "which", program));
                if (real.isPresent()) {
                    return real.get();
                }
            }
        }
        return shim;
    }

    private Optional<Path> ask(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            Path real = Path.of(answer);
            return ended && Files.isExecutable(real) && !answer.isEmpty() ? Optional.of(real) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            // The shim itself still works, only slower.
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
