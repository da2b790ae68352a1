package dev.flakydetector.adapter;

import java.util.Map;

/**
 * Our agent in the JVMs of a varied attempt. It travels by {@code JAVA_TOOL_OPTIONS}, which reaches the JVM that a build
 * tool starts for its tests, however the project configures that. The build tool's own JVM gets it too and does nothing
 * with it.
 */
final class ShuffleAgent {

    private static final String JAR = "java/flaky-agent.jar";
    private static final String VARIABLE = "JAVA_TOOL_OPTIONS";

    private ShuffleAgent() {}

    /** The variables that shuffle by the attempt's seed; what the test command itself sets comes first. */
    static Map<String, String> environment(LaunchSetting setting) {
        String agent = "-javaagent:" + setting.support().file(JAR) + "="
                + setting.attempt().seed();
        String own = setting.command().environment().getOrDefault(VARIABLE, "");
        return Map.of(VARIABLE, (own + " " + quotedIfNeeded(agent)).strip());
    }

    /** Quotes are understood from Java 9 on, so only a path that needs them gets them. */
    private static String quotedIfNeeded(String option) {
        return option.chars().anyMatch(Character::isWhitespace) ? '"' + option + '"' : option;
    }
}
