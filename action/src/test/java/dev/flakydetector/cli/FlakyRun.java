package dev.flakydetector.cli;

import dev.flakydetector.machine.Machine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** One call of the command line within this JVM, with what it printed. */
record FlakyRun(int exitCode, String out, String err) {

    /** A user's machine for tests: the real programs, a home and a temporary folder of its own. */
    static Machine machine(Path folder, PrintStream out, PrintStream err, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.remove("FLAKY_STORE");
        environment.putAll(more);
        return new Machine(
                Map.copyOf(environment),
                Path.of(System.getProperty("user.home")),
                Path.of("").toAbsolutePath(),
                folder,
                out,
                err,
                false,
                Clock.systemUTC(),
                new SplittableRandom(1));
    }

    /** Runs with its temporary files below this folder. */
    static FlakyRun of(Path folder, String... arguments) {
        // Must reach no test.
        return with(Map.of("AWS_SECRET_ACCESS_KEY", "sesame", "GITHUB_TOKEN", "sesame"), folder, arguments);
    }

    /** The same, called in this folder. */
    static FlakyRun in(Path workingFolder, Path folder, String... arguments) {
        return run(Map.of(), workingFolder, folder, arguments);
    }

    /** The same with these environment variables added. */
    static FlakyRun with(Map<String, String> environment, Path folder, String... arguments) {
        return run(environment, Path.of("").toAbsolutePath(), folder, arguments);
    }

    private static FlakyRun run(Map<String, String> environment, Path workingFolder, Path folder, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Machine machine = machine(
                folder,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment);
        Machine there = new Machine(
                machine.environment(),
                machine.userHome(),
                workingFolder,
                machine.temporaryFolder(),
                machine.out(),
                machine.err(),
                machine.terminal(),
                machine.clock(),
                machine.chance());
        int exitCode = Flaky.run(there, arguments);
        return new FlakyRun(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
