package dev.flakydetector.cli;

import dev.flakydetector.machine.ExitCode;
import dev.flakydetector.machine.Machine;
import dev.flakydetector.machine.OptionReader;
import dev.flakydetector.scorer.explore.Exploration;
import dev.flakydetector.scorer.explore.FlakyRule;
import dev.flakydetector.scorer.explore.Settings;
import dev.flakydetector.scorer.table.UnreadableTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flaky explore}: what a data set of runs shows. */
@Command(
        name = "explore",
        mixinStandardHelpOptions = true,
        description = {
            "Writes tables, charts, summary.txt and report.html on a data set of runs:",
            "fail rates by squad, device, platform, environment, iteration and day, and groups that look flaky."
        })
final class ExploreCommand implements Callable<Integer> {

    private static final int MOST_RUNS = 1_000_000;

    @Parameters(paramLabel = "CSV", description = "The data set; any separator, gzip too.")
    private String file = "";

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder to write to.")
    private String out = "";

    @Option(
            names = "--min-runs",
            paramLabel = "N",
            description = "A group needs so many runs to be called flaky (default: 5).")
    private @Nullable String leastRuns;

    @Option(
            names = "--min-std",
            paramLabel = "S",
            description = "And so large a standard deviation of its fail rates (default: 0.25).")
    private @Nullable String leastDeviation;

    @Option(
            names = "--fdr",
            paramLabel = "Q",
            description = "Share of false findings accepted among overdispersed groups (default: 0.05).")
    private @Nullable String falseDiscoveryRate;

    private final Machine machine;

    ExploreCommand(Machine machine) {
        this.machine = machine;
    }

    @Override
    public Integer call() throws IOException {
        OptionReader reader = new OptionReader();
        int runs = reader.number("--min-runs", leastRuns, 1, MOST_RUNS).orElse(FlakyRule.DEFAULT.leastRuns());
        double deviation = reader.share("--min-std", leastDeviation).orElse(FlakyRule.DEFAULT.leastDeviation());
        double rate = reader.share("--fdr", falseDiscoveryRate).orElse(Settings.DEFAULT.falseDiscoveryRate());
        Path folder = machine.path(out);
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            reader.problem("--out %s is a file; name a folder".formatted(out));
        }
        if (!reader.problems().isEmpty()) {
            return machine.refuse(reader.problems());
        }
        try {
            Exploration exploration = new Exploration(new Settings(new FlakyRule(runs, deviation), rate));
            Exploration.Result result = exploration.write(machine.path(file), folder);
            result.notes().forEach(note -> machine.err().println("flaky: " + note));
            machine.out().print(result.summary());
            machine.out().println(folder);
            return ExitCode.DONE.value();
        } catch (UnreadableTable e) {
            return machine.refuse(e.problem());
        }
    }
}
