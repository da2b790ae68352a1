package dev.flakydetector.machine;

import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a command may know of the machine it runs on; the one place that reads the environment, the clock and chance.
 *
 * @param terminal whether a person is looking at standard error
 * @param chance picks base seeds and ids where the user gave none
 */
public record Machine(
        Map<String, String> environment,
        Path userHome,
        Path workingFolder,
        Path temporaryFolder,
        PrintStream out,
        PrintStream err,
        boolean terminal,
        Clock clock,
        RandomGenerator chance) {

    public static Machine ofThisProcess() {
        Map<String, String> environment = System.getenv();
        String temporary = environment.getOrDefault("TMPDIR", System.getProperty("java.io.tmpdir"));
        return new Machine(
                environment,
                Path.of(environment.getOrDefault("HOME", System.getProperty("user.home"))),
                Path.of("").toAbsolutePath(),
                Path.of(temporary).toAbsolutePath(),
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                isTerminal(System.console()) && !environment.containsKey("CI"),
                Clock.systemUTC(),
                new SecureRandom());
    }

    private static boolean isTerminal(@Nullable Console console) {
        return console != null;
    }

    /** UTF-8 whatever the locale says: a test's name must not turn into question marks. */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor)), true, StandardCharsets.UTF_8);
    }

    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    public boolean colour() {
        return terminal && !environment.containsKey("NO_COLOR");
    }

    /** Resolves a path as the user meant it. */
    public Path path(String text) {
        return workingFolder.resolve(text).normalize();
    }

    /** Lists everything that is wrong with the input, one a line. */
    public int refuse(List<String> problems) {
        problems.forEach(problem -> err.println("flaky: " + problem));
        return ExitCode.BAD_INPUT.value();
    }

    public int refuse(String problem) {
        return refuse(List.of(problem));
    }

    /** Says that something unexpected broke; the stack trace is for whoever asks for it. */
    public void tell(Exception failure) {
        err.println("flaky: " + (failure.getMessage() == null ? failure.toString() : failure.getMessage()));
        if (environment.containsKey("FLAKY_DEBUG")) {
            failure.printStackTrace(err);
        } else {
            err.println("flaky: set FLAKY_DEBUG=1 to see where that came from");
        }
    }
}
