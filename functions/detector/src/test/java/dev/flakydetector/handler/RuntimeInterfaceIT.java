package dev.flakydetector.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.checkout.CloneGuard;
import dev.flakydetector.checkout.WorkspaceCopy;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.Verdict;
import dev.flakydetector.emulator.LambdaProcess;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/** The jars that are deployed, under the real runtime interface client, with nothing but the environment to go by. */
class RuntimeInterfaceIT {

    private static final Path ENTRY_POINT = Path.of("../../infra/rerun-image/entrypoint");
    private static final Path HOSTILE = Path.of("src/test/resources/hostile");
    private static final String SECRET = "the-functions-own-secret";

    private static Cloud cloud;

    @TempDir
    private Path folder;

    private final List<LambdaProcess> processes = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        cloud = Cloud.start();
    }

    @AfterAll
    static void stop() {
        if (cloud != null) {
            cloud.close();
        }
    }

    @AfterEach
    void endProcesses() {
        processes.forEach(LambdaProcess::close);
    }

    @Test
    void hostileTestsFindNothingToTake() throws Exception {
        Path project = folder.resolve("hostile");
        new WorkspaceCopy(Optional.empty()).copy(HOSTILE, project);
        String repository = SampleRepository.commit(project);
        StateMachineLoop machine = machine();

        machine.run(
                "hostile",
                StateMachineLoop.JSON
                        .createObjectNode()
                        .put("repo", repository)
                        .put("runs", 2)
                        .put("parallelism", 1));

        Detection detection = cloud.store().detection("hostile");
        assertThat(detection.status()).isEqualTo(DetectionStatus.DONE);
        assertThat(detection.problems())
                .noneSatisfy(problem -> assertThat(problem.message()).contains("lacks"));
        assertThat(takings(detection))
                .isEqualTo(Map.of(
                        "test_credentials_in_the_environment", "nothing",
                        "test_credentials_in_the_environment_of_any_process", "nothing",
                        "test_signed_urls_in_the_environment_of_any_process", "nothing",
                        "test_signed_urls_on_the_command_line_of_any_process", "nothing",
                        "test_signed_urls_in_files", "nothing",
                        "test_left_overs_of_an_earlier_attempt", "nothing",
                        "test_address_of_the_runtime_api", "something"));
    }

    /** By test, whether it found what it looked for: each passes when it found nothing. */
    private static Map<String, String> takings(Detection detection) {
        return detection.tests().stream()
                .collect(Collectors.toMap(
                        test -> test.id().name(), RuntimeInterfaceIT::taking, (one, other) -> one, TreeMap::new));
    }

    private static String taking(JudgedTest test) {
        return test.verdict() == Verdict.PASSING ? "nothing" : "something";
    }

    @Test
    void aWorkerEndsRatherThanServeASecondDetection() throws Exception {
        RequestStreamHandler worker = worker();
        ObjectNode event = StateMachineLoop.JSON.createObjectNode().put("action", "none");

        assertThatThrownBy(() -> StateMachineLoop.call(worker, event.deepCopy().put("detection_id", "d1")))
                .hasMessageContaining("There is no action 'none'");
        assertThatThrownBy(() -> StateMachineLoop.call(worker, event.deepCopy().put("detection_id", "d2")))
                .hasMessageContaining("the process ended");
    }

    @Test
    void theCloneFunctionRefusesWhatIsNotAllowedAndPutsThatDown() throws Exception {
        RequestStreamHandler clone = function("CloneHandler");
        ObjectNode event = StateMachineLoop.JSON
                .createObjectNode()
                .put("detection_id", "d3")
                .put("seed", 1);
        event.putObject("request").put("repo", "https://localhost/a.git");

        ObjectNode answer = StateMachineLoop.call(clone, event);

        assertThat(answer.path("status").textValue()).isEqualTo("FAILED");
        assertThat(cloud.store().detection("d3").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("not among those allowed (git.example)"));
    }

    @Test
    void theApiAnswersFromItsOwnJar() throws Exception {
        RequestStreamHandler api = function("ApiHandler");

        assertThat(answer(api, "GET", "/health")).startsWith("200 {").contains("\"status\" : \"ok\"");
        assertThat(answer(api, "GET", "/swagger-ui.css")).startsWith("200 ").contains(".swagger-ui");
        assertThat(answer(api, "GET", "/detections")).startsWith("200 {").contains("\"detections\"");
        assertThat(answer(api, "POST", "/detections")).startsWith("415 {").contains("\"title\"");
    }

    /** Status and body. */
    private static String answer(RequestStreamHandler api, String method, String path) throws IOException {
        ObjectNode event = StateMachineLoop.JSON.createObjectNode().put("rawPath", path);
        event.putObject("requestContext").putObject("http").put("method", method);
        ObjectNode answer = StateMachineLoop.call(api, event);
        return answer.path("statusCode").asText() + " " + answer.path("body").textValue();
    }

    private StateMachineLoop machine() throws Exception {
        return new StateMachineLoop(
                cloud.store(),
                CloneGuard.ANYTHING,
                folder,
                function("PlanHandler"),
                function("DecideHandler"),
                function("ConcludeHandler"),
                worker());
    }

    private RequestStreamHandler function(String handler) throws Exception {
        Map<String, String> environment = new TreeMap<>(Map.of(
                "TABLE_NAME",
                cloud.table(),
                "BUCKET_NAME",
                cloud.bucket(),
                "STATE_MACHINE_ARN",
                "arn:aws:states:us-east-1:123456789012:stateMachine:detection",
                "ALLOWED_HOSTS",
                "git.example",
                "CLONE_FUNCTION_NAME",
                "clone",
                "AWS_ACCESS_KEY_ID",
                "id",
                "AWS_SECRET_ACCESS_KEY",
                SECRET,
                "AWS_ENDPOINT_URL_DYNAMODB",
                cloud.endpoint().toString(),
                "AWS_ENDPOINT_URL_S3",
                cloud.endpoint().toString(),
                "TMPDIR",
                Files.createDirectories(folder.resolve("tmp")).toString()));
        environment.putAll(lambda());
        return started(
                List.of(
                        java(),
                        "-cp",
                        FunctionJar.of(handler).path() + ":" + jarOf(AWSLambda.class) + ":"
                                + jarOf(PojoSerializer.class),
                        AWSLambda.class.getName(),
                        name(handler)),
                environment,
                handler);
    }

    /** By the image's own entry point, with credentials that it has to take away. */
    private RequestStreamHandler worker() throws Exception {
        Path home = Files.createDirectories(folder.resolve("image"));
        Path lib = Files.createDirectories(home.resolve("lib"));
        Files.createSymbolicLink(home.resolve("java"), Path.of(System.getProperty("java.home")));
        for (Path jar : List.of(
                FunctionJar.WORKER.path(),
                jarOf(AWSLambda.class),
                jarOf(PojoSerializer.class),
                jarOf(SdkInternalThreadLocal.class))) {
            Files.createSymbolicLink(lib.resolve(jar.getFileName()), jar);
        }
        Map<String, String> environment = new TreeMap<>(lambda());
        environment.putAll(Map.of(
                "WORKER_HOME",
                home.toString(),
                "AWS_ACCESS_KEY_ID",
                "AKIA" + SECRET,
                "AWS_SECRET_ACCESS_KEY",
                SECRET,
                "AWS_SESSION_TOKEN",
                SECRET));
        return started(List.of("sh", ENTRY_POINT.toString(), name("WorkerHandler")), environment, "worker");
    }

    private static Map<String, String> lambda() {
        return Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_LAMBDA_FUNCTION_NAME", "f",
                "AWS_LAMBDA_FUNCTION_VERSION", "1",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
                "LANG", "C.UTF-8",
                "PATH", System.getenv("PATH"));
    }

    private RequestStreamHandler started(List<String> command, Map<String, String> environment, String log)
            throws IOException, InterruptedException {
        LambdaProcess process = new LambdaProcess(command, environment, folder.resolve(log + ".log"));
        processes.add(process);
        return (input, output, context) -> output.write(process.answer(input.readAllBytes()));
    }

    private static String name(String handler) {
        return "dev.flakydetector.handler." + handler + "::handleRequest";
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Path jarOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
