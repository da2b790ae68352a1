package dev.flakydetector.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JupiterOrderTest {

    private static final String METHODS = "junit.jupiter.testmethod.order.default";
    private static final String CLASSES = "junit.jupiter.testclass.order.default";
    private static final String SEED = "junit.jupiter.execution.order.random.seed";

    private final Properties properties = new Properties();

    @TempDir
    private Path tests;

    @Test
    void asksForARandomOrderByTheSeed() throws IOException {
        set();

        assertThat(properties)
                .containsEntry(METHODS, "org.junit.jupiter.api.MethodOrderer$Random")
                .containsEntry(CLASSES, "org.junit.jupiter.api.ClassOrderer$Random")
                .containsEntry(SEED, "42");
    }

    private void set() throws IOException {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {tests.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            JupiterOrder.set(42, loader, properties);
        }
    }

    @Test
    void leavesAnOrderThatTheProjectChose() throws IOException {
        Files.writeString(
                tests.resolve("junit-platform.properties"),
                METHODS + " = org.junit.jupiter.api.MethodOrderer$OrderAnnotation\n");
        properties.setProperty(CLASSES, "org.junit.jupiter.api.ClassOrderer$ClassName");

        set();

        assertThat(properties)
                .doesNotContainKey(METHODS)
                .containsEntry(CLASSES, "org.junit.jupiter.api.ClassOrderer$ClassName")
                .containsEntry(SEED, "42");
    }

    @Test
    void anUnreadableConfigurationIsNoObstacle() throws IOException {
        Files.writeString(tests.resolve("junit-platform.properties"), "a=\\uXXXX");

        set();

        assertThat(properties).containsKey(METHODS);
    }
}
