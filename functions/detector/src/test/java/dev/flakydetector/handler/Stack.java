package dev.flakydetector.handler;

import dev.flakydetector.emulator.LambdaProcess;
import dev.flakydetector.emulator.StateMachineServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The deployed thing on one machine: the jars' handlers as processes behind a Lambda service, the state machine executed, a
 * table, a bucket, and the HTTP API before it.
 */
final class Stack implements AutoCloseable {

    private static final Path TEST_CLASSES = Path.of("target/test-classes");

    /** Attempts of a shard run in one folder, so that two workers on one machine would meet. */
    private static final int WORKERS = 1;

    private final Path folder;
    private final Map<String, String> more;
    private final LambdaService lambda;
    private final StateMachineServer server;
    private final Cloud cloud;
    private final GitServer git;
    private final String stateMachine;
    private final HttpFront front;

    private Stack(Path folder, Map<String, String> more) throws Exception {
        this.folder = folder;
        this.more = Map.copyOf(more);
        this.git = new GitServer(folder, Files.createDirectories(folder.resolve("repositories")));
        this.lambda = new LambdaService();
        this.server = StateMachineServer.start(lambda.endpoint());
        this.cloud = Cloud.in(server.endpoint());
        this.stateMachine = cloud.deployStateMachine();
        deploy("api", 4, List.of());
        deploy("clone", 2, git.options());
        deploy("plan", 2, List.of());
        deploy("decide", 2, List.of());
        deploy("conclude", 2, List.of());
        deploy("triage", 1, List.of());
        deploy("worker", WORKERS, List.of());
        this.front = new HttpFront(lambda.function("api"));
    }

    /** Skips the test where something is missing that it needs. */
    static Stack start(Path folder) throws Exception {
        return new Stack(folder, Map.of());
    }

    /** @param more for the environment of every function but the worker */
    static Stack start(Path folder, Map<String, String> more) throws Exception {
        return new Stack(folder, more);
    }

    private void deploy(String name, int most, List<String> options) {
        lambda.deploy(
                name,
                new LambdaFunction(
                        most,
                        number -> new LambdaProcess(
                                RuntimeClient.command(options, classPath(name), handler(name)),
                                name.equals("worker") ? workerEnvironment() : environment(),
                                folder.resolve(name + "-" + number + ".log"))));
    }

    private static List<Path> classPath(String name) {
        Path jar = FunctionJar.of(type(name)).path();
        return name.equals("clone") ? List.of(jar, TEST_CLASSES) : List.of(jar);
    }

    private static String handler(String name) {
        String type = name.equals("clone") ? LoopbackClone.class.getSimpleName() : type(name);
        return "dev.flakydetector.handler." + type;
    }

    private static String type(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "Handler";
    }

    private Map<String, String> environment() throws IOException {
        Map<String, String> environment = RuntimeClient.environment();
        environment.putAll(Map.of(
                "TABLE_NAME",
                cloud.table(),
                "BUCKET_NAME",
                cloud.bucket(),
                "STATE_MACHINE_ARN",
                stateMachine,
                "ALLOWED_HOSTS",
                GitServer.HOST,
                "CLONE_FUNCTION_NAME",
                "clone",
                "SCORE_FUNCTION_NAME",
                "score",
                "AWS_ACCESS_KEY_ID",
                "id",
                "AWS_SECRET_ACCESS_KEY",
                "key",
                "AWS_ENDPOINT_URL",
                server.endpoint().toString(),
                "AWS_ENDPOINT_URL_LAMBDA",
                lambda.endpoint().toString()));
        environment.put("TMPDIR", temporary().toString());
        environment.putAll(more);
        return environment;
    }

    /** What its tests need of this machine, as the image has it. */
    private Map<String, String> workerEnvironment() throws IOException {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment.putAll(RuntimeClient.environment());
        environment.put("TMPDIR", temporary().toString());
        return environment;
    }

    private Path temporary() throws IOException {
        return Files.createDirectories(folder.resolve("tmp"));
    }

    /** A user of the API. */
    ApiClient user() {
        return new ApiClient(api(), lambda.calls());
    }

    URI api() {
        return front.endpoint();
    }

    Cloud cloud() {
        return cloud;
    }

    LambdaFunction function(String name) {
        return lambda.function(name);
    }

    /**
     * Lets the next calls of services fail.
     *
     * @param faults how many by service, such as {@code {"dynamodb":3}}
     * @return how many are left
     */
    String fail(String faults) throws IOException {
        HttpURLConnection call = (HttpURLConnection)
                server.endpoint().resolve("/_faults").toURL().openConnection();
        call.setDoOutput(true);
        call.getOutputStream().write(faults.getBytes(StandardCharsets.UTF_8));
        return new String(call.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** A folder in which repositories may be made; each is served by its name. */
    Path repositories() {
        return folder.resolve("repositories");
    }

    String url(String repository) {
        return git.url(repository);
    }

    /** The last words of every process, for a test that fails. */
    String logs() throws IOException {
        List<String> logs = new ArrayList<>();
        try (var files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".log")).sorted().toList()) {
                String text = Files.readString(file);
                logs.add(file.getFileName() + ":\n" + text.substring(Math.max(0, text.length() - 3_000)));
            }
        }
        return String.join("\n", logs);
    }

    @Override
    public void close() throws IOException {
        front.close();
        lambda.close();
        git.close();
        cloud.close();
        server.close();
    }
}
