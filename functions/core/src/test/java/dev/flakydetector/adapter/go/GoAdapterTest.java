package dev.flakydetector.adapter.go;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.adapter.Attempts;
import dev.flakydetector.adapter.Launch;
import dev.flakydetector.adapter.ReportLocation;
import dev.flakydetector.adapter.TemporaryProject;
import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.results.ReportFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoAdapterTest {

    private final GoAdapter adapter = new GoAdapter();

    @TempDir
    private Path temporary;

    private TemporaryProject project;

    @BeforeEach
    void makeProject() {
        project = new TemporaryProject(temporary.resolve("work")).file("go.mod", "module shop\n");
    }

    @Test
    void asksForJsonAndForNoCachedResult() {
        Launch launch = project.launch(adapter, "CGO_ENABLED=0 go test -race ./...", Attempts.control(3));

        assertThat(launch.command()).containsExactly("/machine/go", "test", "-json", "-count=1", "-race", "./...");
        assertThat(launch.environment()).isEqualTo(Map.of("CGO_ENABLED", "0"));
        assertThat(launch.reports()).containsExactly(new ReportLocation.StandardOutput(ReportFormat.GO_TEST_JSON));
        assertThat(launch.shortfalls()).isEmpty();
    }

    @Test
    void shufflesByTheSeed() {
        assertThat(command("go test ./...", Attempts.shuffled(9)))
                .containsExactly("/machine/go", "test", "-shuffle=9", "-json", "-count=1", "./...");
    }

    @Test
    void givesAProjectsOwnShuffleTheSeedInControlsToo() {
        assertThat(command("go test -shuffle=on ./...", Attempts.control(3)))
                .containsExactly("/machine/go", "test", "-shuffle=3", "-json", "-count=1", "./...");
        assertThat(command("go test -shuffle=off ./...", Attempts.control(3)))
                .containsExactly("/machine/go", "test", "-json", "-count=1", "./...");
    }

    @Test
    void selectsTestsByTheirTopLevelNames() {
        Attempt attempt = Attempts.only("shop::TestCart/empty_cart", "shop::TestCart/full", "shop::ExampleSum");

        assertThat(command("go test ./...", attempt))
                .containsExactly(
                        "/machine/go",
                        "test",
                        "-run",
                        "^(\\QExampleSum\\E|\\QTestCart\\E)$",
                        "-json",
                        "-count=1",
                        "./...");
    }

    @Test
    void downloadsModulesWhereTheProjectHasAny() {
        assertThat(project.setup(adapter, "go test ./...")).isEmpty();

        assertThat(project.file("go.sum", "").setup(adapter, "go test ./..."))
                .singleElement()
                .satisfies(step -> assertThat(step.command()).containsExactly("/machine/go", "mod", "download"));
    }

    @Test
    void recognisesItsProjects() {
        Path old = temporary.resolve("old");
        new TemporaryProject(old).file("pkg/cart_test.go", "package pkg\n");

        assertThat(adapter.recognise(project.folder())).contains("go.mod");
        assertThat(adapter.recognise(old)).contains("pkg/cart_test.go");
        assertThat(adapter.defaultCommand(old)).isEqualTo(TestCommand.parse("GO111MODULE=off go test ./..."));
        assertThat(adapter.defaultCommand(project.folder())).isEqualTo(TestCommand.parse("go test ./..."));
    }

    @Test
    void knowsItsCommands() {
        assertThat(adapter.isRunBy(TestCommand.parse("/usr/local/go/bin/go test ./...")))
                .isTrue();
        assertThat(adapter.isRunBy(TestCommand.parse("go vet ./..."))).isFalse();
        assertThat(adapter.isRunBy(TestCommand.parse("gotestsum"))).isFalse();
    }

    @Test
    void saysWhyTheCodeDidNotBuild() {
        String output = """
            # shop/cart
            cart/cart.go:7:2: undefined: sum
            {"Action":"fail"}
            FAIL	shop/cart [build failed]
            """;

        assertThat(adapter.buildFailure(2, output))
                .contains("# shop/cart\ncart/cart.go:7:2: undefined: sum\nFAIL\tshop/cart [build failed]");
        assertThat(adapter.buildFailure(1, "{\"Action\":\"fail\"}\n")).isEmpty();
    }

    private List<String> command(String command, Attempt attempt) {
        return project.launch(adapter, command, attempt).command();
    }
}
