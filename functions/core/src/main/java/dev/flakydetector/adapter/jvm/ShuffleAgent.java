package dev.flakydetector.adapter.jvm;

import dev.flakydetector.adapter.LaunchSetting;

/** Our agent, which shuffles the methods in the JVM of a varied attempt's tests and does nothing in any other JVM. */
final class ShuffleAgent {

    private static final String JAR = "jvm/flaky-agent.jar";

    private ShuffleAgent() {}

    /** The option of a JVM that shuffles by the attempt's seed. */
    static String option(LaunchSetting setting) {
        return "-javaagent:" + setting.support().file(JAR) + "="
                + setting.attempt().seed();
    }
}
