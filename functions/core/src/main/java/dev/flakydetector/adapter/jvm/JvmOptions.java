package dev.flakydetector.adapter.jvm;

import dev.flakydetector.domain.TestCommand;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Options for every JVM of an attempt. By {@code JAVA_TOOL_OPTIONS} they reach the JVM that a build tool starts for its
 * tests, however the project configures that; the build tool's own JVM gets them too, which changes nothing it makes.
 */
final class JvmOptions {

    private static final String VARIABLE = "JAVA_TOOL_OPTIONS";

    private JvmOptions() {}

    /** The variable with these options after what the test command itself sets; none for no options. */
    static Map<String, String> environment(TestCommand command, List<String> options) {
        if (options.isEmpty()) {
            return Map.of();
        }
        String own = command.environment().getOrDefault(VARIABLE, "");
        return Map.of(
                VARIABLE,
                Stream.concat(Stream.of(own), options.stream().map(JvmOptions::quotedIfNeeded))
                        .filter(option -> !option.isEmpty())
                        .collect(Collectors.joining(" ")));
    }

    /** Quotes are understood from Java 9 on, so only a path that needs them gets them. */
    private static String quotedIfNeeded(String option) {
        return option.chars().anyMatch(Character::isWhitespace) ? '"' + option + '"' : option;
    }
}
