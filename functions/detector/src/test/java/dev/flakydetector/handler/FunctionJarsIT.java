package dev.flakydetector.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The jars that are deployed: small, and none with a library that its functions never call. */
class FunctionJarsIT {

    private static final long MOST_BYTES = 30_000_000;
    private static final Set<String> MODELS = Set.of("org/tribuo/", "ai/onnxruntime/", "ml/dmlc/", "org/knowm/");
    private static final Set<String> GITHUB = Set.of("org/kohsuke/");
    private static final Set<String> GIT =
            Set.of("org/eclipse/jgit/", "org/apache/sshd/", "net/i2p/", "com/googlecode/");
    private static final Set<String> COMMAND_LINE = Set.of("picocli/", "org/sqlite/", "dev/flakydetector/cli/");
    private static final String SDK = "software/amazon/awssdk/";

    @ParameterizedTest
    @EnumSource
    void noJarReachesThirtyMegabytes(FunctionJar jar) throws IOException {
        assertThat(Files.size(jar.path())).isLessThan(MOST_BYTES);
    }

    @ParameterizedTest
    @EnumSource
    void noJarHoldsModelsGithubOrTheCommandLine(FunctionJar jar) throws IOException {
        assertThat(found(jar, MODELS)).isEmpty();
        assertThat(found(jar, GITHUB)).isEmpty();
        assertThat(found(jar, COMMAND_LINE)).isEmpty();
    }

    @Test
    void gitIsInTheJarOfCloneAlone() throws IOException {
        assertThat(found(FunctionJar.API, GIT)).isEmpty();
        assertThat(found(FunctionJar.STEPS, GIT)).isEmpty();
        assertThat(found(FunctionJar.WORKER, GIT)).isEmpty();
        assertThat(found(FunctionJar.CLONE, GIT)).isEqualTo(GIT);
    }

    @Test
    void theWorkerHoldsNothingOfAws() throws IOException {
        assertThat(found(FunctionJar.WORKER, Set.of(SDK))).isEmpty();
    }

    @Test
    void eachHoldsTheClientsThatItsFunctionsCall() throws IOException {
        assertThat(services(FunctionJar.API)).containsExactlyInAnyOrder("dynamodb", "s3", "lambda");
        assertThat(services(FunctionJar.STEPS)).containsExactlyInAnyOrder("dynamodb", "s3");
        assertThat(services(FunctionJar.CLONE)).containsExactlyInAnyOrder("dynamodb", "s3", "sfn", "secretsmanager");
    }

    @Test
    void pagesForPeopleAreInTheJarOfTheApiAlone() throws IOException {
        Set<String> pages = Set.of("META-INF/resources/webjars/");

        assertThat(found(FunctionJar.API, pages)).isNotEmpty();
        assertThat(found(FunctionJar.STEPS, pages)).isEmpty();
        assertThat(found(FunctionJar.CLONE, pages)).isEmpty();
        assertThat(found(FunctionJar.WORKER, pages)).isEmpty();
    }

    private static Set<String> found(FunctionJar jar, Set<String> prefixes) throws IOException {
        List<String> names = names(jar);
        return prefixes.stream()
                .filter(prefix -> names.stream().anyMatch(name -> name.startsWith(prefix)))
                .collect(Collectors.toSet());
    }

    private static Set<String> services(FunctionJar jar) throws IOException {
        String prefix = SDK + "services/";
        return names(jar).stream()
                .filter(name -> name.startsWith(prefix) && name.endsWith("Client.class"))
                .map(name -> name.substring(prefix.length()))
                .filter(name -> name.indexOf('/') == name.lastIndexOf('/'))
                .map(name -> name.substring(0, name.indexOf('/')))
                .collect(Collectors.toSet());
    }

    private static List<String> names(FunctionJar jar) throws IOException {
        try (JarFile file = new JarFile(jar.path().toFile())) {
            List<String> names = new ArrayList<>();
            file.stream().map(JarEntry::getName).forEach(names::add);
            return names;
        }
    }
}
