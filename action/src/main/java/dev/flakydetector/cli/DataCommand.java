package dev.flakydetector.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code flaky data}: what can be done with a data set before anything learns from it. */
@Command(
        name = "data",
        mixinStandardHelpOptions = true,
        description = "Checks data sets of past runs.",
        subcommands = DataCheckCommand.class)
final class DataCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name what to do with the data: check");
    }
}
