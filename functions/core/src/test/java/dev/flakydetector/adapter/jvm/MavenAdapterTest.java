package dev.flakydetector.adapter.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.adapter.Launch;
import dev.flakydetector.domain.Variation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenAdapterTest {

    private final MavenAdapter maven = new MavenAdapter();

    @TempDir
    private Path place;

    private JvmProject project;

    @BeforeEach
    void create() throws IOException {
        project = new JvmProject(place);
    }

    @Test
    void aControlRunsAsTheProjectDoes() {
        Launch control = project.launch(maven, "mvn test", Set.of());

        assertThat(control.environment()).doesNotContainKey("JAVA_TOOL_OPTIONS");
        assertThat(control.command()).noneMatch(word -> word.contains("runOrder"));
    }

    @Test
    void shufflesClassesBySurefireAndMethodsByTheAgent() throws IOException {
        Launch varied = project.launch(maven, "JAVA_TOOL_OPTIONS=-Xss2m mvn test", Set.of(Variation.ORDER));

        assertThat(varied.command()).contains("-Dsurefire.runOrder=random", "-Dsurefire.runOrder.random.seed=7");
        String options = varied.environment().get("JAVA_TOOL_OPTIONS");
        assertThat(options).startsWith("-Xss2m -javaagent:").endsWith("=7");
        Path agent = Path.of(options.substring(options.indexOf(':') + 1, options.lastIndexOf('=')));
        assertThat(Files.size(agent)).isPositive();
    }

    @Test
    void preparesNonDexOnlyWhereHashOrderIsVaried() {
        assertThat(maven.onlyWhenAsked()).containsExactly(Variation.HASH_ORDER);
        assertThat(project.setup(maven, "mvn test", Set.of(Variation.ORDER))).hasSize(1);
        assertThat(project.setup(maven, "mvn test", Set.of(Variation.HASH_ORDER))
                        .get(1)
                        .command())
                .contains("edu.illinois:nondex-maven-plugin:2.2.5:nondex");
    }

    @Test
    void saysWhereNonDexCouldNotBePrepared() {
        Launch launch = project.launch(maven, "mvn test", Set.of(Variation.HASH_ORDER));

        assertThat(launch.shortfalls()).singleElement().asString().contains("NonDex");
        assertThat(launch.environment()).doesNotContainKey("JAVA_TOOL_OPTIONS");
    }

    @Test
    void startsTheTestsWithTheCollectionsThatNonDexPrepared() throws IOException {
        Path changed = project.beside("tools").resolve("support/jvm/nondex/.nondex/nondex-instr.jar");
        Path runtime = project.beside("home")
                .resolve(".m2/repository/edu/illinois/nondex-common/2.2.5/nondex-common-2.2.5.jar");
        for (Path jar : List.of(changed, runtime)) {
            Files.createDirectories(jar.getParent());
            Files.createFile(jar);
        }

        Launch launch = project.launch(maven, "mvn test", Set.of(Variation.HASH_ORDER));

        assertThat(launch.environment().get("JAVA_TOOL_OPTIONS"))
                .startsWith("--patch-module=java.base=" + changed)
                .contains("-DnondexSeed=7", "-DnondexMode=ONE");
    }

    @Test
    void quotesAnAgentBelowAFolderWithASpace() throws IOException {
        JvmProject spaced = new JvmProject(Files.createDirectory(place.resolve("my projects")));

        Launch varied = spaced.launch(maven, "mvn test", Set.of(Variation.ORDER));

        assertThat(varied.environment().get("JAVA_TOOL_OPTIONS"))
                .startsWith("\"-javaagent:")
                .endsWith("=7\"");
    }

    @Test
    void selectsAParameterisedTestByItsMethod() {
        Launch launch = project.launch(
                maven, "mvn test", Set.of(), "com.acme.CartTest::total[1]", "com.acme.CartTest::total[2]");

        assertThat(launch.command()).contains("-Dtest=com.acme.CartTest#total");
    }

    @Test
    void readiesTheTestProviderWithoutRunningATest() {
        assertThat(project.setup(maven, "mvn test", Set.of()).get(0).command())
                .contains(
                        "-Dtest=*#noSuchMethod",
                        "-Dsurefire.failIfNoSpecifiedTests=false",
                        "-Dmaven.test.failure.ignore=true");
    }
}
