package dev.flakydetector.cli;

import dev.flakydetector.action.ActionCall;
import dev.flakydetector.machine.Machine;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code flaky github-action}: what action.yml calls; see {@link ActionCall}. */
@Command(
        name = "github-action",
        mixinStandardHelpOptions = true,
        description = "Reruns a failed workflow's tests and tells the pull request; action.yml calls it.",
        footer = {
            "",
            "Inputs come as environment variables named FLAKY_INPUT_ and the input in capitals, as in"
                    + " FLAKY_INPUT_TEST_COMMAND; action.yml describes them all."
        })
final class GithubActionCommand implements Callable<Integer> {

    @Option(names = "--rerun-only", description = "Rerun and write the result, but tell nobody; needs no token.")
    private boolean rerunOnly;

    @Option(
            names = "--comment-from",
            paramLabel = "RESULT_JSON",
            description = "Execute nothing; tell the result that 'flaky detect --format json' wrote.")
    private @Nullable String resultFile;

    private final Machine machine;

    GithubActionCommand(Machine machine) {
        this.machine = machine;
    }

    @Override
    public Integer call() throws Exception {
        return new ActionCall(
                        machine, rerunOnly, Optional.ofNullable(resultFile).map(machine::path))
                .run();
    }
}
