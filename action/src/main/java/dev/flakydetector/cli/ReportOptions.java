package dev.flakydetector.cli;

import dev.flakydetector.local.ReportForm;
import dev.flakydetector.local.ReportTarget;
import dev.flakydetector.machine.Machine;
import dev.flakydetector.machine.OptionReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a report is shown and where it goes. */
final class ReportOptions {

    private static final List<String> FORMATS =
            Arrays.stream(ReportForm.values()).map(ReportForm::token).toList();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "console, json, markdown or html (default: console).")
    private @Nullable String format;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write the report to this file (default: standard output).")
    private @Nullable String output;

    /** Empty when an option is wrong, which the reader then knows. */
    Optional<ReportTarget> read(OptionReader reader, Machine machine) {
        Optional<ReportForm> chosen = format == null
                ? Optional.of(ReportForm.CONSOLE)
                : reader.word("--format", format, ReportForm::ofToken, FORMATS);
        Optional<Path> file = Optional.ofNullable(output).map(machine::path);
        // Told now: a report that cannot be written after an hour of reruns would be worse.
        file.map(Path::getParent)
                .filter(folder -> !Files.isDirectory(folder))
                .ifPresent(folder ->
                        reader.problem("--output %s: there is no folder %s; make it first".formatted(output, folder)));
        file.filter(Files::isDirectory)
                .ifPresent(folder -> reader.problem("--output %s is a folder; name a file".formatted(output)));
        return chosen.map(c -> new ReportTarget(c, file));
    }
}
