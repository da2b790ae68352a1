package dev.flakydetector.adapter.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.flakydetector.adapter.FrameworkAdapter;
import dev.flakydetector.adapter.TemporaryProject;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.TestCommand;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FrameworkChoiceTest {

    private final FrameworkChoice choice = new FrameworkChoice(FrameworkAdapters.all());

    @TempDir
    private Path temporary;

    private TemporaryProject project;

    @BeforeEach
    void makeProject() {
        project = new TemporaryProject(temporary).file("README.md", "");
    }

    @ParameterizedTest
    @EnumSource
    void hasAnAdapterForEveryFramework(Framework framework) {
        assertThat(FrameworkAdapters.of(framework).framework()).isEqualTo(framework);
    }

    @ParameterizedTest
    @CsvSource({"conftest.py, PYTEST", "go.mod, GO", "pom.xml, MAVEN", "build.gradle.kts, GRADLE"})
    void recognisesAProjectByItsFiles(String file, Framework framework) {
        project.file(file, "");

        assertThat(chosen(Optional.empty(), Optional.empty()).framework()).isEqualTo(framework);
    }

    @ParameterizedTest
    @CsvSource({
        "python3 -m pytest -q, PYTEST",
        "python3 -m unittest, UNITTEST",
        "go test ./..., GO",
        "./mvnw verify, MAVEN",
        "gradle test, GRADLE",
        "npx jest, JEST",
        "npx vitest run, VITEST",
        "npx mocha, MOCHA",
        "node --test, NODE_TEST"
    })
    void believesTheCommandMoreThanTheFiles(String command, Framework framework) {
        project.file("Cargo.toml", "").file("go.mod", "module shop\n");

        assertThat(chosen(Optional.empty(), Optional.of(TestCommand.parse(command)))
                        .framework())
                .isEqualTo(framework);
    }

    @Test
    void judgesAnUnknownCommandByItsExitCodeAndSaysSo() {
        FrameworkChoice.Choice made =
                choice.choose(project.folder(), Optional.empty(), Optional.of(TestCommand.parse("make check")));

        assertThat(made).asInstanceOf(type(FrameworkChoice.Chosen.class)).satisfies(chosen -> {
            assertThat(chosen.adapter().framework()).isEqualTo(Framework.COMMAND);
            assertThat(chosen.command()).isEqualTo(TestCommand.parse("make check"));
            assertThat(chosen.remarks()).singleElement().asString().contains("'make check'", "--framework");
        });
    }

    @Test
    void asksWhereTheFilesSayNothingOrSeveralThings() {
        assertThat(undecided(Optional.empty())).contains("no test framework was recognised");

        project.file("pom.xml", "").file("build.gradle", "");

        assertThat(undecided(Optional.empty())).contains("maven by pom.xml", "gradle by build.gradle", "--framework");
    }

    @Test
    void doesAsItIsTold() {
        project.file("pom.xml", "").file("build.gradle", "");

        assertThat(chosen(Optional.of(Framework.GRADLE), Optional.empty()).framework())
                .isEqualTo(Framework.GRADLE);
        assertThat(undecided(Optional.of(Framework.COMMAND))).contains("needs a test command");
    }

    private FrameworkAdapter chosen(Optional<Framework> wanted, Optional<TestCommand> command) {
        FrameworkChoice.Choice made = choice.choose(project.folder(), wanted, command);
        assertThat(made).isInstanceOf(FrameworkChoice.Chosen.class);
        return ((FrameworkChoice.Chosen) made).adapter();
    }

    private String undecided(Optional<Framework> wanted) {
        FrameworkChoice.Choice made = choice.choose(project.folder(), wanted, Optional.empty());
        assertThat(made).isInstanceOf(FrameworkChoice.Undecided.class);
        return ((FrameworkChoice.Undecided) made).message();
    }
}
