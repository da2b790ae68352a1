package dev.flakydetector.adapter.npm;

import dev.flakydetector.domain.TestCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Tells which runner a project uses: the one that its test script starts, or else the one it is set up for. */
final class NpmRecognition {

    private static final TestCommand TEST_SCRIPT = TestCommand.of("npm", "test");

    private final Path project;
    private final NpmRunner runner;

    NpmRecognition(Path project, NpmRunner runner) {
        this.project = project;
        this.runner = runner;
    }

    /** @param sign what else shows it, asked unless the test script starts another runner */
    Optional<String> evidence(Function<PackageJson, Optional<String>> sign) {
        if (isRunByTestScript(runner)) {
            return Optional.of("the script \"test\" of package.json");
        }
        boolean anotherRuns = NpmRunner.ALL.stream().anyMatch(this::isRunByTestScript);
        return anotherRuns ? Optional.empty() : PackageJson.in(project).flatMap(sign);
    }

    /** The command to offer: the test script where it starts the runner, else the runner itself. */
    TestCommand command(List<String> otherwise) {
        List<String> words = isRunByTestScript(runner) ? NpmClient.of(project).test() : otherwise;
        return new TestCommand(Map.of(), words);
    }

    private boolean isRunByTestScript(NpmRunner other) {
        NpmRoute route = new NpmRouteFinder(project, other, program -> Optional.empty()).find(TEST_SCRIPT);
        return !(route instanceof NpmRoute.OutOfReach);
    }

    /** The first file of the project's own folder whose name begins so. */
    Optional<String> fileNamed(String beginning) {
        try (Stream<Path> files = Files.list(project)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith(beginning))
                    .sorted()
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
