package dev.flakydetector.scorer.explore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The exploration in a page of plain text. */
final class SummaryText {

    private static final int TOP = 10;
    private static final int MOST_VALUES = 5;

    private final Findings findings;
    private final List<String> lines = new ArrayList<>();

    private SummaryText(Findings findings) {
        this.findings = findings;
    }

    static String of(Findings findings) {
        SummaryText text = new SummaryText(findings);
        text.dataSet();
        text.failRate();
        findings.suspects().forEach(text::suspects);
        return String.join("\n", text.lines) + "\n";
    }

    private void dataSet() {
        Runs runs = findings.runs();
        add("DATA SET");
        add("  file       %s", findings.name());
        add("  runs       %,d", runs.all().size());
        if (runs.leftOut() > 0) {
            add("  left out   %,d rows without a time or counts; 'flaky data check' names them", runs.leftOut());
        }
        add("  columns    %d: %s", runs.columns().size(), String.join(", ", runs.columns()));
        List<GroupSummary> days = findings.table("by_day").groups();
        add("  from       %s", days.get(0).label());
        add("  to         %s", days.get(days.size() - 1).label());
        for (String name : List.of("by_squad", "by_platform", "by_environment", "by_device")) {
            values(findings.table(name));
        }
        add("");
    }

    private void values(Findings.Table table) {
        List<String> most = table.groups().stream()
                .sorted(Comparator.comparingInt(GroupSummary::runs).reversed())
                .limit(MOST_VALUES)
                .map(group -> "%s %d".formatted(group.label(), group.runs()))
                .toList();
        add(
                "  %-10s %d values, most often %s",
                table.grouping().columns().get(0), table.groups().size(), String.join(", ", most));
    }

    private void failRate() {
        GroupSummary total = findings.total();
        Spread spread = total.failRate();
        add("FAIL RATE OF A RUN (failed scenarios of all)");
        add("  mean %.4f   std %.4f", spread.mean(), spread.deviation().orElse(0));
        add(
                "  min %.4f   25%% %.4f   50%% %.4f   75%% %.4f   max %.4f",
                spread.quantile(0),
                spread.quantile(0.25),
                spread.quantile(0.5),
                spread.quantile(0.75),
                spread.quantile(1));
        add(
                "  %,d of %,d runs had a failed scenario: %.1f %% (95 %% interval %.1f to %.1f %%)",
                total.failedRuns(),
                total.runs(),
                100 * total.failedShare(),
                100 * total.interval().lo(),
                100 * total.interval().hi());
        add("");
    }

    private void suspects(Findings.Suspects suspects) {
        Settings settings = findings.settings();
        add("FLAKY GROUPS: %s", suspects.title().toUpperCase(Locale.ROOT));
        add(
                "  By scatter (at least %d runs, std at least %s): %d",
                settings.rule().leastRuns(),
                settings.rule().leastDeviation(),
                suspects.byRule().size());
        suspects.byRule().stream()
                .limit(TOP)
                .forEach(group -> add(
                        "    %-60s mean %.3f  std %.3f  runs %d",
                        group.label(),
                        group.failRate().mean(),
                        group.failRate().deviation().orElse(0),
                        group.runs()));
        List<Overdispersion> found = suspects.overdispersed(settings.falseDiscoveryRate());
        add(
                "  More uneven from run to run than chance (false discovery rate %s): %d of %d",
                settings.falseDiscoveryRate(), found.size(), suspects.tests().size());
        found.stream()
                .limit(TOP)
                .forEach(test -> add(
                        "    %-60s %.2f times the variance of chance  q %.2g  runs %d",
                        test.group().label(),
                        test.dispersion(),
                        test.qValue(),
                        test.group().runs()));
        add("");
    }

    private void add(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values));
    }
}
