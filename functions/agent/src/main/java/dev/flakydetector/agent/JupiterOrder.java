package dev.flakydetector.agent;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Asks JUnit 5 for a random order by the attempt's seed, except where the project asks for an order of its own. */
final class JupiterOrder {

    private static final String METHODS = "junit.jupiter.testmethod.order.default";
    private static final String CLASSES = "junit.jupiter.testclass.order.default";
    private static final String SEED = "junit.jupiter.execution.order.random.seed";

    private JupiterOrder() {}

    static void set(long seed, ClassLoader tests, Properties properties) {
        Properties project = projectConfiguration(tests);
        choose(properties, project, METHODS, "org.junit.jupiter.api.MethodOrderer$Random");
        choose(properties, project, CLASSES, "org.junit.jupiter.api.ClassOrderer$Random");
        // The seed also where the project shuffles by itself: that is what makes it repeatable.
        properties.setProperty(SEED, Long.toString(seed));
    }

    private static void choose(Properties properties, Properties project, String key, String value) {
        if (!project.containsKey(key) && properties.getProperty(key) == null) {
            properties.setProperty(key, value);
        }
    }

    private static Properties projectConfiguration(ClassLoader tests) {
        Properties project = new Properties();
        try (@Nullable InputStream in = tests.getResourceAsStream("junit-platform.properties")) {
            if (in != null) {
                project.load(in);
            }
        } catch (IOException | IllegalArgumentException e) {
            // JUnit reads the same file and says so itself.
            project.clear();
        }
        return project;
    }
}
