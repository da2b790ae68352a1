package dev.flakydetector.cli;

import dev.flakydetector.machine.BadInput;
import dev.flakydetector.machine.ExitCode;
import dev.flakydetector.machine.Machine;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code flaky} command: its subcommands, and how it answers to a wrong call. */
@Command(
        name = "flaky",
        description = "Finds flaky tests, measures how flaky they are, and says how to make them fail again.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Flaky implements Runnable {

    @Spec
    private CommandSpec spec;

    private Flaky() {}

    public static void main(String[] arguments) {
        Machine machine = Machine.ofThisProcess();
        int exitCode = run(machine, arguments);
        if (machine.out().checkError()) {
            machine.err().println("flaky: cannot write to standard output: is the disk full or the reader gone?");
            exitCode = ExitCode.NOT_RUN.value();
        }
        machine.err().flush();
        // Not a plain return: a client library's idle thread must not keep the process alive.
        System.exit(exitCode);
    }

    static int run(Machine machine, String... arguments) {
        CommandLine commands = Commands.of(machine, new Flaky(), arguments)
                .setOut(new PrintWriter(machine.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(machine.err(), true, StandardCharsets.UTF_8))
                .setUsageHelpAutoWidth(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(machine.colour() ? Ansi.ON : Ansi.OFF))
                .setParameterExceptionHandler(Flaky::tellWrongCall)
                .setExecutionExceptionHandler((failure, line, result) -> {
                    if (failure instanceof BadInput) {
                        return machine.refuse(String.valueOf(failure.getMessage()));
                    }
                    machine.tell(failure);
                    return ExitCode.NOT_RUN.value();
                });
        return commands.execute(arguments);
    }

    private static int tellWrongCall(ParameterException wrong, String[] arguments) {
        CommandLine line = wrong.getCommandLine();
        line.getErr().println("flaky: " + wrong.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, line.getErr());
        line.getErr().println("See '%s --help'.".formatted(line.getCommandSpec().qualifiedName()));
        return ExitCode.BAD_INPUT.value();
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name a command: " + String.join(", ", spec.subcommands().keySet()));
    }
}
