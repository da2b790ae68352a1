package dev.flakydetector.adapter.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.adapter.TemporaryProject;
import dev.flakydetector.adapter.npm.NpmRoute.Behind;
import dev.flakydetector.adapter.npm.NpmRoute.Direct;
import dev.flakydetector.adapter.npm.NpmRoute.OutOfReach;
import dev.flakydetector.domain.TestCommand;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpmRouteFinderTest {

    private static final List<String> JEST = List.of("/machine/node", "node_modules/jest/bin/jest.js");

    @TempDir
    private Path folder;

    private NpmProject project;

    @BeforeEach
    void makeProject() {
        project = new NpmProject(folder).script("jest --coverage").installed("jest", "30.5.2", "bin/jest.js");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jest --coverage",
                "npx jest --coverage",
                "npx --no-install jest --coverage",
                "npm exec -- jest --coverage",
                "yarn jest --coverage",
                "yarn run jest --coverage",
                "pnpm exec jest --coverage",
                "node_modules/.bin/jest --coverage",
                "./node_modules/.bin/jest --coverage",
                "npm test",
                "npm run test",
                "npm t",
                "yarn test",
                "yarn run -s test",
                "pnpm test",
                "cross-env TZ=UTC npm test"
            })
    void startsTheRunnerItselfHoweverItIsAskedFor(String command) {
        NpmRoute route = find(NpmRunner.JEST, command);

        assertThat(route).isInstanceOfSatisfying(Direct.class, direct -> {
            assertThat(direct.program()).isEqualTo(JEST);
            assertThat(direct.arguments()).containsExactly("--coverage");
        });
    }

    @Test
    void handsOnWhatNpmWould() {
        assertThat(arguments("npm test cart --silent -- -t adds")).containsExactly("--coverage", "cart", "-t", "adds");
        assertThat(arguments("yarn test cart --bail")).containsExactly("--coverage", "cart", "--bail");
    }

    @Test
    void setsWhatStandsBeforeTheRunnerAndWhatNpmSets() {
        project.script("cross-env NODE_ENV=test TZ=UTC jest");

        Direct route = (Direct) find(NpmRunner.JEST, "npm test");

        assertThat(route.environment())
                .containsEntry("NODE_ENV", "test")
                .containsEntry("TZ", "UTC")
                .containsEntry("npm_lifecycle_event", "test")
                .containsEntry("npm_package_version", "1.2.3");
    }

    @Test
    void followsScriptsThatRunScripts() {
        project.file("package.json", "{\"scripts\": {\"test\": \"npm run unit\", \"unit\": \"jest unit\"}}");

        assertThat(arguments("npm test")).containsExactly("unit");
        assertThat(find(NpmRunner.JEST, "npm test -- -t x")).isInstanceOf(OutOfReach.class);
    }

    @Test
    void givesUpOnScriptsThatRunInACircle() {
        project.script("npm test");

        assertThat(find(NpmRunner.JEST, "npm test")).isInstanceOf(OutOfReach.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eslint . && jest", "jest test/*.js", "tsc && TZ=UTC jest"})
    void goesThroughNpmWhereTheScriptDoesMore(String script) {
        project.script(script);

        assertThat(find(NpmRunner.JEST, "npm test")).isInstanceOf(Behind.class);
    }

    @Test
    void goesThroughNpmWhereSomethingRunsBeforeOrAfter() {
        project.file("package.json", "{\"scripts\": {\"test\": \"jest\", \"pretest\": \"tsc\"}}");

        assertThat(find(NpmRunner.JEST, "npm test")).isInstanceOf(Behind.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xo && jest --coverage && tsd",
                "npm run lint && eslint . && jest --coverage && tsc --noEmit",
                "npx tsc --noEmit && npm run unit && npm run e2e"
            })
    void runsTheOnePartOfAChainThatIsTheRunner(String script) {
        project.file(
                "package.json", "{\"scripts\": {\"test\": \"%s\", \"unit\": \"jest --coverage\"}}".formatted(script));

        assertThat(arguments("npm test -- -t x")).startsWith("--coverage");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            eslint . && tsc && jest a* && tsd       | tsc && jest a*
            jest a* && tsd                          | jest a*
            tsc && npm run unit && tsd              | tsc && npm run unit --
            """, delimiter = '|')
    void keepsWhatIsDoneBeforeTheRunnerButChecks(String script, String text) {
        project.file("package.json", "{\"scripts\": {\"test\": \"%s\", \"unit\": \"jest\"}}".formatted(script));

        assertThat(find(NpmRunner.JEST, "npm test"))
                .isInstanceOfSatisfying(
                        Behind.class, route -> assertThat(route.instead()).contains(text));
    }

    @Test
    void runsWhatNpmWouldRunBeforeAChain() {
        project.file("package.json", "{\"scripts\": {\"test\": \"jest && tsd\", \"pretest\": \"tsc\"}}");

        assertThat(find(NpmRunner.JEST, "npm test"))
                .isInstanceOfSatisfying(
                        Behind.class, route -> assertThat(route.instead()).contains("npm run pretest && jest"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jest; echo done", "jest | tee log", "jest a && jest b && tsd", "(jest && tsd) && tsd"})
    void isOutOfReachWhereArgumentsEndElsewhere(String script) {
        project.script(script);

        assertThat(find(NpmRunner.JEST, "npm test"))
                .isInstanceOfSatisfying(
                        OutOfReach.class, route -> assertThat(route.why()).contains("'test'", script));
    }

    @Test
    void saysWhatAScriptStartsInstead() {
        project.script("make test");

        assertThat(find(NpmRunner.JEST, "npm test")).isEqualTo(new OutOfReach("it starts make, not jest"));
    }

    @Test
    void saysWhichScriptIsMissing() {
        assertThat(find(NpmRunner.JEST, "npm run unit")).isEqualTo(new OutOfReach("package.json has no script 'unit'"));
    }

    @Test
    void keepsOptionsOfNodeAndCarriers() {
        project.installed("mocha", "11.8.0", "bin/mocha.js").installed("c8", "10.0.0", "bin/c8.js");

        Direct node = (Direct) find(NpmRunner.JEST, "node --experimental-vm-modules node_modules/.bin/jest -i");
        Direct carried = (Direct) find(NpmRunner.MOCHA, "c8 --reporter lcov mocha -b");

        assertThat(node.program())
                .containsExactly("/machine/node", "--experimental-vm-modules", "node_modules/.bin/jest");
        assertThat(carried.program())
                .containsExactly(
                        "/machine/node",
                        "node_modules/c8/bin/c8.js",
                        "--reporter",
                        "lcov",
                        "/machine/node",
                        "node_modules/mocha/bin/mocha.js");
        assertThat(carried.arguments()).containsExactly("-b");
    }

    @Test
    void startsWhatIsNotInstalledAsGiven() {
        Direct route = (Direct) find(NpmRunner.VITEST, "npx vitest run");

        assertThat(route.program()).containsExactly("npx", "vitest");
        assertThat(route.arguments()).containsExactly("run");
    }

    @Test
    void knowsNodesOwnRunner() {
        project.script("node --import tsx --test test/a.ts");

        assertThat(arguments(NpmRunner.NODE_TEST, "npm test"))
                .containsExactly("--import", "tsx", "--test", "test/a.ts");
        assertThat(find(NpmRunner.JEST, "npm test")).isInstanceOf(OutOfReach.class);
        assertThat(find(NpmRunner.NODE_TEST, "node server.js --test")).isInstanceOf(OutOfReach.class);
    }

    @Test
    void tellsRunnersApartByTheCommand() {
        assertThat(NpmRunner.JEST.isRunBy(TestCommand.parse("npx jest"))).isTrue();
        assertThat(NpmRunner.JEST.isRunBy(TestCommand.parse("npx vitest"))).isFalse();
        assertThat(NpmRunner.JEST.isRunBy(TestCommand.parse("yarn vitest"))).isFalse();
        assertThat(NpmRunner.JEST.isRunBy(TestCommand.parse("react-scripts test")))
                .isTrue();
        assertThat(NpmRunner.MOCHA.isRunBy(TestCommand.parse("nyc mocha"))).isTrue();
        assertThat(NpmRunner.MOCHA.isRunBy(TestCommand.parse("pytest"))).isFalse();
        assertThat(NpmRunner.ALL).allMatch(runner -> runner.isRunBy(TestCommand.parse("npm run test:unit -- x")));
    }

    private List<String> arguments(String command) {
        return arguments(NpmRunner.JEST, command);
    }

    private List<String> arguments(NpmRunner runner, String command) {
        return ((Direct) find(runner, command)).arguments();
    }

    private NpmRoute find(NpmRunner runner, String command) {
        return new NpmRouteFinder(folder, runner, TemporaryProject.MACHINE).find(TestCommand.parse(command));
    }
}
