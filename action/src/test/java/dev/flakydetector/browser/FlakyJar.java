package dev.flakydetector.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The built program, called as a person calls it. */
final class FlakyJar {

    private FlakyJar() {}

    /** Runs it to its end, its temporary files below this folder. */
    static void run(Path folder, String... arguments) throws IOException, InterruptedException {
        Path said = folder.resolve("said.txt");
        Process process =
                builder(folder, arguments).redirectOutput(said.toFile()).start();

        assertThat(process.waitFor()).as(() -> read(said)).isZero();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    /** Serves a store until it is stopped. */
    static Server serve(Path folder, Path store) throws IOException {
        Process process = builder(folder, "serve", "--port", "0", "--db", store.toString())
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String address = out.readLine();
        assertThat(address).startsWith("http://127.0.0.1:");
        return new Server(process, address.endsWith("/") ? address : address + "/");
    }

    private static ProcessBuilder builder(Path folder, String... arguments) {
        List<String> program = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Path.of("target", "flaky.jar").toAbsolutePath().toString());
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(program.stream(), Stream.of(arguments)).toList())
                .redirectErrorStream(true);
        builder.environment().remove("FLAKY_STORE");
        builder.environment().put("TMPDIR", folder.toString());
        return builder;
    }

    /** @param address of its dashboard, with a slash at its end */
    record Server(Process process, String address) {

        void stop() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }
}
