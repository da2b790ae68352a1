package dev.flakydetector.cli;

import dev.flakydetector.checkout.WorkspaceCopy;
import dev.flakydetector.history.sqlite.SqliteLibrary;
import dev.flakydetector.machine.Machine;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Loads what a detection loads, by running one, so that the JVM can archive the classes and start faster next time. Called
 * once after the build.
 */
public final class ClassArchive {

    /** As a runner would set it, with a port on which nothing listens; none of the real runner's files. */
    private static final Map<String, String> ON_NO_GITHUB = Map.of(
            "GITHUB_API_URL", "http://127.0.0.1:9",
            "GITHUB_REPOSITORY", "none/none",
            "FLAKY_INPUT_MODE", "comment",
            "FLAKY_INPUT_COMMENT", "always",
            "FLAKY_INPUT_GITHUB_TOKEN", "ghs_none");

    private ClassArchive() {}

    /** @param arguments a folder for what would have to be unpacked at every start; may be left out */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            SqliteLibrary.unpackInto(Path.of(arguments[0]));
        }
        Path folder = Files.createTempDirectory("flaky-archive-");
        Files.writeString(folder.resolve("file.txt"), "text");
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Machine machine = machine(System.getenv(), folder, nowhere);
        detect(machine, folder, "console");
        detect(machine, folder, "json");
        Flaky.run(
                machine(ON_NO_GITHUB, folder, nowhere),
                "github-action",
                "--comment-from",
                folder.resolve("result.json").toString());
        Flaky.run(machine, "--version");
        new WorkspaceCopy(Optional.empty()).delete(folder);
    }

    private static void detect(Machine machine, Path folder, String format) {
        Flaky.run(
                machine,
                "detect",
                folder.toString(),
                "--test-command",
                "true",
                "--framework",
                "command",
                "--runs",
                "2",
                "--format",
                format,
                "--db",
                folder.resolve("db").toString(),
                "--output",
                folder.resolve("result." + format).toString());
    }

    private static Machine machine(Map<String, String> environment, Path folder, PrintStream nowhere) {
        return new Machine(
                environment,
                folder,
                folder,
                folder,
                nowhere,
                nowhere,
                false,
                Clock.systemUTC(),
                new SplittableRandom(1));
    }
}
