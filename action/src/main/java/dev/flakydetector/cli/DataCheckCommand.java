package dev.flakydetector.cli;

import dev.flakydetector.machine.ExitCode;
import dev.flakydetector.machine.Machine;
import dev.flakydetector.machine.OptionReader;
import dev.flakydetector.scorer.check.CheckReport;
import dev.flakydetector.scorer.check.CheckReportJson;
import dev.flakydetector.scorer.check.CheckReportText;
import dev.flakydetector.scorer.check.DataCheck;
import dev.flakydetector.scorer.check.DataSchema;
import dev.flakydetector.scorer.check.SchemaFile;
import dev.flakydetector.scorer.table.UnreadableTable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flaky data check}: whether a data set is what it should be. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Checks a data set row by row: columns, types, ranges, relations, order, duplicates, drift.",
            "Exits with 1 when it breaks the schema, and with 2 when it cannot be read."
        })
final class DataCheckCommand implements Callable<Integer> {

    private static final int MOST_LISTED = 1_000_000;

    @Parameters(paramLabel = "CSV", description = "The data set; any separator, gzip too.")
    private String file = "";

    @Option(
            names = "--schema",
            paramLabel = "FILE",
            description = "What the data set must look like, in YAML (default: runs of end-to-end tests).")
    private @Nullable String schema;

    @Option(
            names = "--reference",
            paramLabel = "CSV",
            description = "An earlier data set; columns that are distributed otherwise are violations.")
    private @Nullable String reference;

    @Option(
            names = "--list",
            paramLabel = "N",
            description = "List at most N violations of each rule; all are counted (default: 100).")
    private @Nullable String listed;

    @Option(names = "--format", paramLabel = "FORMAT", description = "console or json (default: console).")
    private @Nullable String format;

    private final Machine machine;

    DataCheckCommand(Machine machine) {
        this.machine = machine;
    }

    @Override
    public Integer call() {
        OptionReader reader = new OptionReader();
        int most = reader.number("--list", listed, 0, MOST_LISTED).orElse(100);
        boolean json = reader.word("--format", format, DataCheckCommand::isJson, List.of("console", "json"))
                .orElse(false);
        DataSchema held = schema == null ? DataSchema.RUNS : schema(schema, reader);
        if (!reader.problems().isEmpty()) {
            return machine.refuse(reader.problems());
        }
        try {
            DataCheck check = new DataCheck(held, most, machine.temporaryFolder());
            CheckReport report = reference == null
                    ? check.check(machine.path(file))
                    : check.checkAgainst(machine.path(file), machine.path(reference));
            machine.out().println(json ? CheckReportJson.render(report) : CheckReportText.render(report, file));
            return (report.isClean() ? ExitCode.DONE : ExitCode.FINDING).value();
        } catch (UnreadableTable e) {
            return machine.refuse(e.problem());
        }
    }

    private DataSchema schema(String name, OptionReader reader) {
        SchemaFile.Result read = SchemaFile.read(machine.path(name));
        read.problems().forEach(reader::problem);
        return read.schema();
    }

    private static Optional<Boolean> isJson(String token) {
        return switch (token) {
            case "json" -> Optional.of(true);
            case "console" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
