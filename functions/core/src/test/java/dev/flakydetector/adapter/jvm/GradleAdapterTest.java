package dev.flakydetector.adapter.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.adapter.Launch;
import dev.flakydetector.adapter.SetupStep;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.Variation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradleAdapterTest {

    private final GradleAdapter gradle = new GradleAdapter();

    @TempDir
    private Path place;

    private JvmProject project;

    @BeforeEach
    void create() throws IOException {
        project = new JvmProject(place);
    }

    @Test
    void isRecognisedByItsBuildFileInEitherLanguage() throws IOException {
        assertThat(gradle.recognise(project.folder())).isEmpty();

        assertThat(gradle.recognise(project.file("settings.gradle.kts", "").folder()))
                .contains("settings.gradle.kts");
        assertThat(gradle.recognise(project.file("build.gradle", "").folder())).contains("build.gradle");
        assertThat(gradle.isRunBy(TestCommand.parse("./gradlew check"))).isTrue();
        assertThat(gradle.isRunBy(TestCommand.parse("mvn test"))).isFalse();
    }

    @Test
    void prefersTheProjectsOwnWrapper() throws IOException {
        assertThat(gradle.defaultCommand(project.folder())).hasToString("gradle test");

        Path wrapper = project.file("gradlew", "#!/bin/sh").folder().resolve("gradlew");
        assertThat(wrapper.toFile().setExecutable(true)).isTrue();

        assertThat(gradle.defaultCommand(project.folder())).hasToString("./gradlew test");
    }

    @Test
    void aControlRunsWithoutTheAgentAndAVariedAttemptWithIt() {
        Launch control = project.launch(gradle, "gradle test", Set.of());
        Launch varied = project.launch(gradle, "gradle test", Set.of(Variation.ORDER));

        assertThat(control.environment()).doesNotContainKey("FLAKY_AGENT");
        assertThat(varied.environment().get("FLAKY_AGENT"))
                .startsWith("-javaagent:")
                .endsWith("flaky-agent.jar=7");
        assertThat(varied.environment()).doesNotContainKey("JAVA_TOOL_OPTIONS");
        assertThat(varied.command())
                .isEqualTo(control.command())
                .startsWith("gradle", "test", "--init-script")
                .contains("--offline", "--no-daemon");
    }

    @Test
    void saysWhoseClassesKeepTheirOrder() throws IOException {
        project.file("build.gradle", "dependencies { testImplementation 'junit:junit:4.13.2' }");

        assertThat(project.launch(gradle, "gradle test", Set.of(Variation.ORDER))
                        .shortfalls())
                .singleElement()
                .asString()
                .contains("JUnit 4");
        assertThat(project.launch(gradle, "gradle test", Set.of()).shortfalls()).isEmpty();
    }

    @Test
    void selectsTestsByClassAndMethod() {
        Launch launch = project.launch(
                gradle,
                "gradle test",
                Set.of(),
                "app/com.acme.CartTest::total[2 items]",
                "com.acme.CartTest::total[3 items]",
                "com.acme.CartTest$Empty::isFree()");

        assertThat(launch.environment().get("FLAKY_TESTS"))
                .isEqualTo("com.acme.CartTest.total\ncom.acme.CartTest$Empty.isFree");
    }

    @Test
    void compilesOnceAndRunsNoTest() {
        SetupStep step = project.setup(gradle, "gradle test", Set.of()).get(0);

        assertThat(step.command()).doesNotContain("--offline");
        assertThat(step.environment()).containsEntry("FLAKY_TESTS", "no.such.Test");
        assertThat(Files.exists(Path.of(step.command().get(3)))).isTrue();
    }

    @Test
    void saysWhatWentWrong() {
        String output = """
                FAILURE: Build failed with an exception.

                * What went wrong:
                Execution failed for task ':compileJava'.
                > Compilation failed; see the compiler error output for details.

                * Try:
                Run with --stacktrace
                """;

        assertThat(gradle.buildFailure(1, output))
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("Execution failed for task ':compileJava'")
                        .doesNotContain("Try"));
        assertThat(gradle.buildFailure(0, output)).isEmpty();
    }
}
