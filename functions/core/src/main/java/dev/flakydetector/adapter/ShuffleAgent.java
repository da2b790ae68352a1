package dev.flakydetector.adapter;

import java.util.Map;

/**
 * Our agent in the JVMs of a varied attempt. By {@code JAVA_TOOL_OPTIONS} it reaches the JVM that a build tool starts for
 * its tests, however the project configures that; the build tool's own JVM gets it too and does nothing with it.
 */
final class ShuffleAgent {

    private static final String JAR = "java/flaky-agent.jar";
    private static final String VARIABLE = "JAVA_TOOL_OPTIONS";

    private ShuffleAgent() {}

    /** The variables that shuffle by the attempt's seed; what the test command itself sets comes first. */
    static Map<String, String> environment(LaunchSetting setting) {
        String agent = option(setting);
        String own = setting.command().environment().getOrDefault(VARIABLE, "");
        return Map.of(VARIABLE, (own + " " + quotedIfNeeded(agent)).strip());
    }

    /** The option of a JVM that shuffles by the attempt's seed. */
    static String option(LaunchSetting setting) {
        return "-javaagent:" + setting.support().file(JAR) + "="
                + setting.attempt().seed();
    }

    /** Quotes are understood from Java 9 on, so only a path that needs them gets them. */
    private static String quotedIfNeeded(String option) {
        return option.chars().anyMatch(Character::isWhitespace) ? '"' + option + '"' : option;
    }
}
