package dev.flakydetector.scorer.explore;

import dev.flakydetector.scorer.table.CsvOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The tables of an exploration as CSV. */
final class CsvFile {

    private static final List<String> SUMMARY = List.of(
            "fail_rate_mean",
            "fail_rate_std",
            "runs",
            "fail_rate_median",
            "fail_rate_q05",
            "fail_rate_q25",
            "fail_rate_q75",
            "fail_rate_q95",
            "runs_failed",
            "run_failed_rate",
            "run_failed_low",
            "run_failed_high");

    private CsvFile() {}

    static void write(Path file, Grouping grouping, List<GroupSummary> groups) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        rows.add(header(grouping, SUMMARY));
        for (GroupSummary group : groups) {
            List<String> row = new ArrayList<>(group.key());
            Spread spread = group.failRate();
            row.add(number(spread.mean()));
            row.add(number(spread.deviation()));
            row.add(Integer.toString(group.runs()));
            for (double share : new double[] {0.5, 0.05, 0.25, 0.75, 0.95}) {
                row.add(number(spread.quantile(share)));
            }
            row.add(Integer.toString(group.failedRuns()));
            row.add(number(group.failedShare()));
            row.add(number(group.interval().lo()));
            row.add(number(group.interval().hi()));
            rows.add(row);
        }
        CsvOutput.write(file, rows);
    }

    static void writeTests(Path file, Grouping grouping, List<Overdispersion> tests, double rate) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        rows.add(header(
                grouping,
                List.of(
                        "runs",
                        "scenarios",
                        "scenarios_failed",
                        "fail_rate_mean",
                        "fail_rate_std",
                        "dispersion",
                        "correlation",
                        "p_value",
                        "q_value",
                        "overdispersed")));
        for (Overdispersion test : tests) {
            List<String> row = new ArrayList<>(test.group().key());
            row.add(Integer.toString(test.group().runs()));
            row.add(Long.toString(test.scenarios()));
            row.add(Long.toString(test.failures()));
            row.add(number(test.group().failRate().mean()));
            row.add(number(test.group().failRate().deviation()));
            row.add(number(test.dispersion()));
            row.add(number(test.correlation()));
            row.add(number(test.pValue()));
            row.add(number(test.qValue()));
            row.add(Boolean.toString(test.qValue() < rate));
            rows.add(row);
        }
        CsvOutput.write(file, rows);
    }

    static void writeDerived(Path file, List<Run> runs) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("row", "fail_rate", "run_failed", "hour", "dayofweek"));
        for (Run run : runs) {
            rows.add(List.of(
                    Long.toString(run.row()),
                    number(run.failRate()),
                    run.failed() ? "1" : "0",
                    Integer.toString(run.startedAt().hour()),
                    Integer.toString(run.startedAt().dayOfWeek())));
        }
        CsvOutput.write(file, rows);
    }

    private static List<String> header(Grouping grouping, List<String> more) {
        List<String> header = new ArrayList<>(grouping.columns());
        header.addAll(more);
        return header;
    }

    private static String number(double value) {
        return Double.toString(value);
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }
}
