package dev.flakydetector.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One call of the built program in a process group of its own, to be killed, interrupted or run beside another. */
final class FlakyProcess {

    private final Process process;
    private final Path out;
    private final Path err;

    private FlakyProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts it with its temporary files below this folder. */
    static FlakyProcess start(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        Path out = Files.createTempFile(folder, "stdout", ".txt");
        Path err = Files.createTempFile(folder, "stderr", ".txt");
        List<String> command = new ArrayList<>(List.of(
                "setsid",
                // A shell that started the build in the background has left it deaf for interrupts.
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Path.of("target", "flaky.jar").toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().remove("FLAKY_STORE");
        builder.environment().put("TMPDIR", folder.toString());
        builder.environment().putAll(environment);
        return new FlakyProcess(builder.start(), out, err);
    }

    /** Waits for the first line that it prints. */
    String firstLine() throws IOException {
        while (process.isAlive()) {
            String text = Files.readString(out);
            if (text.contains("\n")) {
                return text.lines().findFirst().orElseThrow();
            }
            Thread.onSpinWait();
        }
        throw new IllegalStateException("It ended: " + Files.readString(err));
    }

    /** Leaves it no time to do anything. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** What Ctrl-C in a terminal does: all of its group are told. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", "--", "-" + process.pid())
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Waits for its end. */
    FlakyRun end() throws IOException, InterruptedException {
        int exitCode = process.waitFor();
        return new FlakyRun(exitCode, Files.readString(out), Files.readString(err));
    }
}
