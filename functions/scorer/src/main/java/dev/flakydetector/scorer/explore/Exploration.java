package dev.flakydetector.scorer.explore;

import dev.flakydetector.scorer.table.UnreadableTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what a data set of runs shows into a folder: tables, charts, {@code summary.txt} and {@code report.html}. */
public final class Exploration {

    private static final Map<String, String> BOXES = new LinkedHashMap<>();

    static {
        BOXES.put("squad", "by_squad");
        BOXES.put("device", "by_device");
        BOXES.put("platform", "by_platform");
        BOXES.put("env", "by_environment");
    }

    private final Settings settings;

    public Exploration(Settings settings) {
        this.settings = settings;
    }

    /**
     * What was written.
     *
     * @param summary the text of {@code summary.txt}
     * @param notes what could not be done
     */
    public record Result(String summary, List<String> notes) {

        public Result {
            notes = List.copyOf(notes);
        }
    }

    /** Explores a file; the folder is made where it is missing. */
    public Result write(Path file, Path folder) throws UnreadableTable, IOException {
        Runs runs = Runs.read(file);
        if (runs.all().isEmpty()) {
            throw UnreadableTable.holdsNothing(file, "run with a time and counts");
        }
        Findings findings = Findings.of(String.valueOf(file.getFileName()), runs, settings);
        Files.createDirectories(folder.resolve("plots"));
        writeTables(findings, folder);
        List<String> notes = new ArrayList<>();
        Map<String, Path> charts = writeCharts(findings, folder.resolve("plots"), notes);
        String summary = SummaryText.of(findings);
        Files.writeString(folder.resolve("summary.txt"), summary);
        Files.writeString(folder.resolve("report.html"), ReportPage.of(findings, charts));
        return new Result(summary, notes);
    }

    private void writeTables(Findings findings, Path folder) throws IOException {
        for (Findings.Table table : findings.tables()) {
            CsvFile.write(folder.resolve(table.file() + ".csv"), table.grouping(), table.groups());
        }
        for (Findings.Suspects suspects : findings.suspects()) {
            CsvFile.write(
                    folder.resolve("flaky_%s.csv".formatted(suspects.file())), suspects.grouping(), suspects.byRule());
            CsvFile.writeTests(
                    folder.resolve("overdispersed_%s.csv".formatted(suspects.file())),
                    suspects.grouping(),
                    suspects.tests(),
                    settings.falseDiscoveryRate());
        }
        CsvFile.writeDerived(folder.resolve("derived.csv"), findings.runs().all());
    }

    /** By title; a machine without fonts gets everything but the charts. */
    private static Map<String, Path> writeCharts(Findings findings, Path plots, List<String> notes) throws IOException {
        Map<String, Path> charts = new LinkedHashMap<>();
        try {
            Path days = plots.resolve("time_series_fail_rate_daily.png");
            Charts.days(days, findings.table("by_day").groups());
            charts.put("Fail rate by day", days);
            for (Map.Entry<String, String> box : BOXES.entrySet()) {
                Findings.Table table = findings.table(box.getValue());
                Path file = plots.resolve("boxplot_fail_rate_by_%s.png".formatted(box.getKey()));
                String title = "Fail rate " + table.title().toLowerCase(java.util.Locale.ROOT);
                Charts.boxes(file, title, table.groups());
                charts.put(title, file);
            }
        } catch (LinkageError | InternalError e) {
            notes.add("no charts: this Java cannot draw text (%s); install fontconfig and a font".formatted(e));
        }
        return charts;
    }
}
