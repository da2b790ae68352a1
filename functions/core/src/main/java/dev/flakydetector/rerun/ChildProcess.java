package dev.flakydetector.rerun;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs one command to its end or its time limit, and leaves nothing of it running: children, and children's children
 * that moved away, are killed.
 */
final class ChildProcess {

    /**
     * Starts a program in a session of its own, under the same number. A Ctrl-C in the terminal then reaches us alone, and
     * no test fails by it.
     */
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    /** How long a process may take to leave of its own accord once it was asked to. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final ProcessTree tree;

    ChildProcess(ProcessTree tree) {
        this.tree = tree;
    }

    /**
     * What to run and where.
     *
     * @param environment the whole environment; nothing is inherited
     * @param logs a folder that gets {@code stdout.log} and {@code stderr.log}
     */
    record Order(List<String> command, Path directory, Map<String, String> environment, Path logs, Duration limit) {}

    /**
     * How it ended.
     *
     * @param exitCode empty when it was stopped at its limit
     * @param strays how many processes it left running
     */
    record Ending(OptionalInt exitCode, Duration duration, ProcessLog stdout, ProcessLog stderr, int strays) {}

    /**
     * @throws ProgramNotStarted when the operating system refuses to start it
     * @throws InterruptedException when this thread is interrupted; the process is killed first
     */
    Ending run(Order order) throws ProgramNotStarted, InterruptedException {
        long started = System.nanoTime();
        String mark = tree.newMark();
        Process process = start(order, mark);
        ProcessLog stdout =
                ProcessLog.pump(process.getInputStream(), order.logs().resolve("stdout.log"));
        ProcessLog stderr =
                ProcessLog.pump(process.getErrorStream(), order.logs().resolve("stderr.log"));
        try {
            boolean ended = process.waitFor(order.limit().toMillis(), TimeUnit.MILLISECONDS);
            Duration duration = Duration.ofNanos(System.nanoTime() - started);
            int strays = tree.kill(process, mark, ended ? Duration.ZERO : GRACE);
            stdout.finish();
            stderr.finish();
            OptionalInt exitCode = ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
            return new Ending(exitCode, duration, stdout, stderr, ended ? strays : 0);
        } catch (InterruptedException e) {
            tree.kill(process, mark, GRACE);
            throw e;
        }
    }

    private static Process start(Order order, String mark) throws ProgramNotStarted {
        ProcessBuilder builder = new ProcessBuilder(command(order))
                .directory(order.directory().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(ProcessTree.nullDevice()));
        builder.environment().clear();
        builder.environment().putAll(order.environment());
        builder.environment().put(ProcessTree.MARK_VARIABLE, mark);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new ProgramNotStarted(order.command().get(0), e);
        }
    }

    private static List<String> command(Order order) {
        if (!Files.isExecutable(SETSID) || !isFound(order)) {
            return order.command();
        }
        return Stream.concat(Stream.of(SETSID.toString()), order.command().stream())
                .toList();
    }

    /** Else it is started without help, so that the operating system says what is wrong. */
    private static boolean isFound(Order order) {
        String program = order.command().get(0);
        Stream<Path> places = program.contains("/")
                ? Stream.of(order.directory().resolve(program))
                : Stream.of(order.environment().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(folder -> order.directory().resolve(folder).resolve(program));
        return places.anyMatch(place -> Files.isRegularFile(place) && Files.isExecutable(place));
    }
}
