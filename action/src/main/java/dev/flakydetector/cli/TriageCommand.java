package dev.flakydetector.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code flaky triage}: which failures look alike, and which are likely false alarms. */
@Command(
        name = "triage",
        mixinStandardHelpOptions = true,
        description = "Groups failures that look alike, and tells how likely each group is a false alarm.",
        subcommands = {TriageTrainCommand.class, TriageClassifyCommand.class})
final class TriageCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command: train or classify");
    }
}
