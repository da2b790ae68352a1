package dev.flakydetector.emulator;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The project's own emulator in a process of its own: Step Functions that really execute, a table and a bucket beside. */
public final class StateMachineServer implements AutoCloseable {

    private static final String READY = "ready ";
    private static final Path PROGRAM = Path.of("../../infra/emulator");

    private final Process process;
    private final URI endpoint;

    private StateMachineServer(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /**
     * Skips the test where its libraries are not installed.
     *
     * @param lambda where calls of functions go
     */
    public static StateMachineServer start(URI lambda) throws IOException, InterruptedException {
        assumeTrue(hasMoto(), "Python has no moto: install it with 'pip install moto[server]'");
        Process process = new ProcessBuilder(
                        "python3",
                        PROGRAM.toString(),
                        "--lambda",
                        lambda.toString(),
                        "--retry-scale",
                        "0.01",
                        "--until-eof")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader lines = process.inputReader();
        String line = lines.readLine();
        if (line == null || !line.startsWith(READY)) {
            process.destroyForcibly();
            throw new IOException("The emulator did not start: " + line);
        }
        return new StateMachineServer(process, URI.create(line.substring(READY.length())));
    }

    private static boolean hasMoto() throws IOException, InterruptedException {
        Process check = new ProcessBuilder(List.of("python3", "-c", "import moto, boto3, werkzeug"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return check.waitFor(5, TimeUnit.MINUTES) && check.exitValue() == 0;
    }

    public URI endpoint() {
        return endpoint;
    }

    /** It stops by itself when its input ends. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroy();
    }
}
