package dev.flakydetector.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.flakydetector.github.FakeGithub;
import dev.flakydetector.github.ResultJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell scripts of action.yml, run as its steps run them. */
class ActionScriptsIT {

    private static final Path SCRIPTS = Path.of("github").toAbsolutePath();
    private static final byte[] JAR = "the jar".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private final Map<String, byte[]> release = new HashMap<>();
    private HttpServer server;

    /** How a script ended, what it printed, and the outputs that it set. */
    private record Ran(int exitCode, String printed, String outputs) {}

    @BeforeEach
    void publish() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/octo/flaky/releases/download/v0.1.0/", exchange -> {
            try (exchange) {
                String path = exchange.getRequestURI().getPath();
                byte[] file = release.get(path.substring(path.lastIndexOf('/') + 1));
                exchange.sendResponseHeaders(file == null ? 404 : 200, file == null ? -1 : file.length);
                if (file != null) {
                    exchange.getResponseBody().write(file);
                }
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void takesTheFirstJdkOfTheRunnerThatIsNewEnough() throws Exception {
        String good = jdk("good", "17.0.9");
        Map<String, String> runner = Map.of(
                "JAVA_HOME_17_X64", jdk("old", "11.0.2"),
                "JAVA_HOME_21_X64", good,
                "JAVA_HOME_25_X64", folder.resolve("not-there").toString());

        assertThat(run("find-java.sh", runner).outputs()).isEqualTo("java=%s/bin/java\n".formatted(good));
    }

    @Test
    void anArmRunnerPrefersItsOwnJdk() throws Exception {
        String arm = jdk("arm", "21.0.1");
        Map<String, String> runner =
                Map.of("RUNNER_ARCH", "ARM64", "JAVA_HOME_21_X64", jdk("intel", "21.0.1"), "JAVA_HOME_21_arm64", arm);

        assertThat(run("find-java.sh", runner).outputs()).isEqualTo("java=%s/bin/java\n".formatted(arm));
    }

    @Test
    void withoutAJdkTheOutputIsEmptySoThatOneIsInstalled() throws Exception {
        Map<String, String> runner =
                Map.of("JAVA_HOME", jdk("old", "8"), "PATH", programs("bash", "sed", "head", "dirname"));

        Ran ran = run("find-java.sh", runner);

        assertThat(ran.exitCode()).as(ran.printed()).isZero();
        assertThat(ran.outputs()).isEqualTo("java=\n");
    }

    @Test
    void theJarOfTheReleaseIsTakenWhenItsChecksumIsRight() throws Exception {
        publishTheJar();

        Ran ran = program("v0.1.0");

        assertThat(ran.exitCode()).as(ran.printed()).isZero();
        assertThat(ran.outputs()).contains("jar=%s/flaky-detector-program/flaky.jar".formatted(folder));
    }

    @Test
    void aFolderSpelledAsOnWindowsChangesNoChecksum() throws Exception {
        publishTheJar();

        Ran ran = program("v0.1.0", Map.of("RUNNER_TEMP", folder + "/D:\\a\\_temp"));

        assertThat(ran.exitCode()).as(ran.printed()).isZero();
        assertThat(ran.outputs()).contains("jar=%s/D:\\a\\_temp/flaky-detector-program/flaky.jar".formatted(folder));
    }

    @Test
    void aMacWithoutTheProgramsOfGnuChecksTheJarToo() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/shasum")), "needs shasum, which comes with Perl");
        publishTheJar();
        String path = programs("bash", "curl", "cut", "dirname", "mkdir", "rm", "shasum");

        Ran right = program("v0.1.0", Map.of("PATH", path));
        release.put("flaky.jar", "another jar".getBytes(StandardCharsets.UTF_8));
        Ran wrong = program("v0.1.0", Map.of("PATH", path));

        assertThat(right.exitCode()).as(right.printed()).isZero();
        assertThat(wrong.exitCode()).as(wrong.printed()).isEqualTo(3);
    }

    private void publishTheJar() throws Exception {
        release.put("flaky.jar", JAR);
        release.put("flaky.jar.sha256", (sha256(JAR) + "  flaky.jar\n").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aJarWithAnotherChecksumIsNotRun() throws Exception {
        release.put("flaky.jar", "another jar".getBytes(StandardCharsets.UTF_8));
        release.put("flaky.jar.sha256", sha256(JAR).getBytes(StandardCharsets.UTF_8));

        Ran ran = program("v0.1.0");

        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.printed()).contains("::error title=flaky-detector::").contains("It was not run.");
        assertThat(Files.exists(folder.resolve("flaky-detector-program/flaky.jar")))
                .isFalse();
    }

    @Test
    void whereThereIsNoReleaseTheCheckoutIsBuilt() throws Exception {
        for (String ref : new String[] {"v0.1.0", "main", "", "v1/../../x"}) {
            Ran ran = program(ref);

            assertThat(ran.printed())
                    .as(ref)
                    .contains("building from the Action's checkout")
                    .contains("built by flaky");
            assertThat(ran.outputs()).contains("action/target/flaky.jar");
        }
    }

    @Test
    void theRealProgramTellsAResult() throws Exception {
        try (FakeGithub github = FakeGithub.start()) {
            Files.writeString(folder.resolve("event.json"), """
                    {"pull_request": {"number": 7, "head": {"ref": "t", "sha": "%s", "repo": {"full_name": "octo/shop"}}}}""".formatted(ActionRun.SHA));
            Path result = new ResultJson().with("tests/a.py::test_a", 6).in(folder);

            Ran ran = run(
                    "run.sh",
                    Map.of(
                            "FLAKY_JAVA",
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                            "FLAKY_JAR",
                                    Path.of("target/flaky.jar").toAbsolutePath().toString(),
                            "FLAKY_TELL", result.toString(),
                            "FLAKY_INPUT_MODE", "comment",
                            "FLAKY_INPUT_GITHUB_TOKEN", "ghs_test",
                            "GITHUB_API_URL", github.url(),
                            "GITHUB_REPOSITORY", FakeGithub.REPOSITORY,
                            "GITHUB_EVENT_NAME", "pull_request",
                            "GITHUB_EVENT_PATH", folder.resolve("event.json").toString(),
                            "GITHUB_WORKSPACE", folder.toString()));

            assertThat(ran.exitCode()).as(ran.printed()).isZero();
            assertThat(github.comments()).hasSize(1);
            assertThat(ran.outputs()).contains("severity=medium").contains("comment-url=https://");
        }
    }

    /** A folder that looks like a JDK of this version. */
    private String jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        executable(home.resolve("bin/java"), "echo 'openjdk version \"%s\"' >&2".formatted(version));
        return home.toString();
    }

    /** A PATH of these programs alone. */
    private String programs(String... names) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("path"));
        for (String name : names) {
            Path program = Files.exists(Path.of("/usr/bin", name)) ? Path.of("/usr/bin", name) : Path.of("/bin", name);
            Files.createSymbolicLink(bin.resolve(name), program);
        }
        return bin.toString();
    }

    private static void executable(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        file.toFile().setExecutable(true);
    }

    /** Runs get-program.sh in a checkout that holds nothing but it and a program that says it was built. */
    private Ran program(String ref) throws Exception {
        return program(ref, Map.of());
    }

    private Ran program(String ref, Map<String, String> runner) throws Exception {
        Path checkout = folder.resolve("checkout");
        Files.createDirectories(checkout.resolve("action/github"));
        Path script = checkout.resolve("action/github/get-program.sh");
        if (!Files.exists(script)) {
            Files.copy(SCRIPTS.resolve("get-program.sh"), script);
        }
        executable(checkout.resolve("flaky"), "echo built by flaky");
        Map<String, String> environment = new HashMap<>(Map.of(
                "RUNNER_TEMP",
                folder.toString(),
                "FLAKY_JAVA",
                "/usr/bin/java",
                "FLAKY_ACTION_REF",
                ref,
                "FLAKY_ACTION_REPOSITORY",
                "octo/flaky",
                "GITHUB_SERVER_URL",
                "http://127.0.0.1:" + server.getAddress().getPort()));
        environment.putAll(runner);
        return run(script.toString(), environment);
    }

    private Ran run(String script, Map<String, String> environment) throws Exception {
        Path outputs = folder.resolve("output.txt");
        Files.deleteIfExists(outputs);
        ProcessBuilder builder =
                new ProcessBuilder("/bin/bash", SCRIPTS.resolve(script).toString()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("JAVA_HOME") || name.startsWith("GITHUB_"));
        builder.environment().putAll(environment);
        builder.environment().put("GITHUB_OUTPUT", outputs.toString());
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        return new Ran(exitCode, printed, Files.exists(outputs) ? Files.readString(outputs) : "");
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
