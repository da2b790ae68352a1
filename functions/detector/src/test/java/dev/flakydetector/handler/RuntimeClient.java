package dev.flakydetector.handler;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/** How Lambda starts a function: the real runtime interface client before the jar that is deployed. */
final class RuntimeClient {

    private RuntimeClient() {}

    /**
     * The client's own jars, which stand beside a function's in the image and in the managed runtime. Without the last one
     * it breaks down after each call of a function that does not bring the SDK.
     */
    static List<Path> jars() throws URISyntaxException {
        return List.of(jarOf(AWSLambda.class), jarOf(PojoSerializer.class), jarOf(SdkInternalThreadLocal.class));
    }

    /**
     * A command that starts it.
     *
     * @param classPath of the function
     * @param handler the whole name of its class
     */
    static List<String> command(List<String> options, List<Path> classPath, String handler) throws URISyntaxException {
        List<String> command = new ArrayList<>(List.of(java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.add("-cp");
        command.add(Stream.concat(classPath.stream(), jars().stream())
                .map(Path::toString)
                .collect(Collectors.joining(":")));
        command.add(AWSLambda.class.getName());
        command.add(handler + "::handleRequest");
        return command;
    }

    /** What Lambda puts into every function's environment. */
    static Map<String, String> environment() {
        return new TreeMap<>(Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_LAMBDA_FUNCTION_NAME", "f",
                "AWS_LAMBDA_FUNCTION_VERSION", "1",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
                "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand",
                "LANG", "C.UTF-8",
                "PATH", System.getenv("PATH")));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Path jarOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
