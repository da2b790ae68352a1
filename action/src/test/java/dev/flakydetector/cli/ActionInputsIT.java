package dev.flakydetector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong values of action.yml's inputs. */
class ActionInputsIT {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TEST_COMMAND | pytest 'tests | input 'test-command': ",
                "PATH | no/such/folder | input 'path': there is no folder",
                "FRAMEWORK | jasmine | input 'framework' must be one of pytest, ",
                "RUNS | 0 | input 'runs' must be a whole number from 1 to 1000, found '0'",
                "RUNS | many | input 'runs' must be a whole number",
                "PARALLELISM | 51 | input 'parallelism' must be a whole number from 1 to 50",
                "SEED | -1 | input 'seed' must be a whole number from 1 to 99999",
                "TIMEOUT | 2d | input 'timeout' must be a time from 1s to 3600s",
                "UNTIL | bored | input 'until' must be one of verdict, ",
                "VARY | order,moon | input 'vary' takes all, none, or a list of ",
                "MODE | cloud | input 'mode' must be one of local, comment, lambda",
                "REPORTS | [a.xml | input 'reports' has '[a.xml', which is no glob",
                "COMMENT | sometimes | input 'comment' must be one of auto, always, never",
                "FAIL_ON | loud | input 'fail-on' must be one of ",
                "QUARANTINE | on | input 'quarantine' must be one of off, suggest",
                "STORE | {folder}/workspace/readme.txt | input 'store' must be a folder",
            })
    void eachIsToldInEveryPlaceAndNothingRuns(String input, String value, String message) throws IOException {
        ActionRun.Result run = step().with("FLAKY_INPUT_" + input, value.replace("{folder}", folder.toString()))
                .call("--rerun-only");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).contains("::error title=flaky-detector::" + message);
        assertThat(run.err()).contains("flaky: " + message);
        assertThat(run.summary()).contains("did not run");
        assertThat(folder.resolve("temp/flaky-detector")).doesNotExist();
    }

    @Test
    void allAreToldAtOnce() throws IOException {
        ActionRun.Result run = step().with("FLAKY_INPUT_MODE", "lambda")
                .with("FLAKY_INPUT_PATH", "shop")
                .with("FLAKY_INPUT_RUNS", "many")
                .with("FLAKY_INPUT_COMMENT", "sometimes")
                .with("FLAKY_INPUT_WAIT", "7h")
                .call();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out().lines().filter(line -> line.startsWith("::error title=flaky-detector::")))
                .hasSize(5)
                .anyMatch(line -> line.contains("input 'endpoint' is needed with mode 'lambda'"))
                .anyMatch(line -> line.contains("input 'path': with mode 'lambda'"))
                .anyMatch(line -> line.contains("input 'runs' must"))
                .anyMatch(line -> line.contains("input 'comment' must"))
                .anyMatch(line -> line.contains("input 'wait' must be a time from 1s to 21600s"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://api.example.com, must begin with https://",
        "nowhere, must be the address of the API",
        "https://u:p@a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com, must have neither user",
        "https://api.example.com, does not tell the region"
    })
    void anEndpointThatNoSignedRequestMayGoToIsRefused(String endpoint, String message) throws IOException {
        ActionRun.Result run = step().with("FLAKY_INPUT_MODE", "lambda")
                .with("FLAKY_INPUT_ENDPOINT", endpoint)
                .call("--rerun-only");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).contains("::error title=flaky-detector::input 'endpoint' " + message);
    }

    @Test
    void aResultThatIsNotThereIsNamed() throws IOException {
        ActionRun.Result run =
                step().call("--comment-from", folder.resolve("no.json").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).contains("::error title=flaky-detector::input 'result': there is no file");
    }

    @Test
    void emptyInputsAreAsGoodAsNone() throws IOException {
        ActionRun step = step();
        for (String input :
                new String[] {"FRAMEWORK", "RUNS", "SEED", "UNTIL", "VARY", "REPORTS", "FAIL_ON", "STORE"}) {
            step.with("FLAKY_INPUT_" + input, " ");
        }
        Files.writeString(step.workspace().resolve(".flaky-detector.yml"), "auto_trigger_on_failure: false\n");

        ActionRun.Result run = step.call("--rerun-only");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("::notice title=flaky-detector::").contains("nothing was rerun");
    }

    private ActionRun step() throws IOException {
        return ActionRun.on(folder, "schedule", "{\"schedule\": \"17 3 * * *\"}");
    }
}
