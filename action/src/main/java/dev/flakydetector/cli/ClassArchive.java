package dev.flakydetector.cli;

import dev.flakydetector.checkout.WorkspaceCopy;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Loads what a detection loads, by running one, so that the JVM can archive the classes and start faster next time. Called
 * once after the build.
 */
public final class ClassArchive {

    private ClassArchive() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("flaky-archive-");
        Files.writeString(folder.resolve("file.txt"), "text");
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Machine machine = new Machine(
                System.getenv(),
                folder,
                folder,
                folder,
                nowhere,
                nowhere,
                false,
                Clock.systemUTC(),
                new SplittableRandom(1));
        for (String format : new String[] {"console", "json"}) {
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
                    folder.resolve("db").toString());
        }
        Flaky.run(machine, "--version");
        new WorkspaceCopy(Optional.empty()).delete(folder);
    }
}
