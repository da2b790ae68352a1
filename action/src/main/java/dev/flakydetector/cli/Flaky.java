package dev.flakydetector.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code flaky} command. */
@Command(
        name = "flaky",
        description = "Finds flaky tests and says how flaky they are.",
        mixinStandardHelpOptions = true)
public final class Flaky {

    private Flaky() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Flaky()).execute(arguments));
    }
}
