package dev.flakydetector.scorer.explore;

import dev.flakydetector.render.HtmlText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The exploration as one page that needs no other file. */
final class ReportPage {

    private static final int MOST_ROWS = 25;

    private final Findings findings;
    private final StringBuilder html = new StringBuilder();

    private ReportPage(Findings findings) {
        this.findings = findings;
    }

    static String of(Findings findings, Map<String, Path> charts) throws IOException {
        ReportPage page = new ReportPage(findings);
        page.head();
        page.numbers();
        for (Map.Entry<String, Path> chart : charts.entrySet()) {
            page.chart(chart.getKey(), chart.getValue());
        }
        page.add("<h2>Groups that look flaky</h2>");
        findings.suspects().forEach(page::suspects);
        page.add("<h2>Tables</h2>");
        findings.tables().forEach(page::table);
        page.add("</main></body></html>");
        return page.html.toString();
    }

    private void head() throws IOException {
        add("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">");
        add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        add("<title>Fail rates of %s</title><style>", escape(findings.name()));
        try (InputStream css = ReportPage.class.getResourceAsStream("explore.css")) {
            if (css == null) {
                throw new IllegalStateException("explore.css is not in this build");
            }
            html.append(new String(css.readAllBytes(), StandardCharsets.UTF_8));
        }
        add("</style></head><body><main>");
    }

    private void numbers() {
        GroupSummary total = findings.total();
        List<GroupSummary> days = findings.table("by_day").groups();
        add("<h1>Fail rates of %s</h1>", escape(findings.name()));
        add(
                "<p class=\"soft\">%,d runs from %s to %s%s</p>",
                total.runs(),
                escape(days.get(0).label()),
                escape(days.get(days.size() - 1).label()),
                findings.runs().leftOut() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "; %,d rows were no runs and are left out",
                                findings.runs().leftOut()));
        add("<div class=\"cards\">");
        card(percent(total.failRate().mean()), "of scenarios fail in the mean run");
        card(percent(total.failRate().quantile(0.5)), "in the median run");
        card(
                percent(total.failedShare()),
                "of runs have a failure (95 %% interval %s to %s)"
                        .formatted(
                                percent(total.interval().lo()),
                                percent(total.interval().hi())));
        Findings.Suspects pairs = findings.suspects().get(0);
        card(
                "%d of %d"
                        .formatted(
                                pairs.overdispersed(findings.settings().falseDiscoveryRate())
                                        .size(),
                                pairs.tests().size()),
                "pairs of squad and device vary more than chance");
        add("</div>");
    }

    private void card(String number, String words) {
        add("<div><b>%s</b>%s</div>", escape(number), escape(words));
    }

    private void chart(String title, Path png) throws IOException {
        String image = Base64.getEncoder().encodeToString(Files.readAllBytes(png));
        add("<figure><img alt=\"%s\" src=\"data:image/png;base64,%s\"></figure>", escape(title), image);
    }

    private void suspects(Findings.Suspects suspects) {
        Settings settings = findings.settings();
        add("<h3>%s</h3>", escape(suspects.title()));
        add(
                "<p>%d of them have at least %d runs and a standard deviation of at least %s.</p>",
                suspects.byRule().size(),
                settings.rule().leastRuns(),
                settings.rule().leastDeviation());
        groups(suspects.grouping(), suspects.byRule());
        List<Overdispersion> found = suspects.overdispersed(settings.falseDiscoveryRate());
        add(
                "<p>%d of %d are more uneven from run to run than independent failures would be; at most about"
                        + " %.0f %% of these findings are false.</p>",
                found.size(), suspects.tests().size(), 100 * settings.falseDiscoveryRate());
        if (!found.isEmpty()) {
            begin(suspects.grouping(), "runs", "mean", "times the variance of chance", "correlation", "q-value");
            for (Overdispersion test : found.subList(0, Math.min(MOST_ROWS, found.size()))) {
                row(
                        test.group(),
                        Integer.toString(test.group().runs()),
                        percent(test.group().failRate().mean()),
                        text("%.2f", test.dispersion()),
                        text("%.3f", test.correlation()),
                        text("%.2g", test.qValue()));
            }
            end(found.size());
        }
    }

    private void table(Findings.Table table) {
        add(
                "<details%s><summary>%s (%d)</summary>",
                table.groups().size() <= MOST_ROWS ? " open" : "",
                escape(table.title()),
                table.groups().size());
        groups(table.grouping(), table.groups());
        add("</details>");
    }

    private void groups(Grouping grouping, List<GroupSummary> groups) {
        if (groups.isEmpty()) {
            return;
        }
        begin(grouping, "runs", "mean", "std", "5 %", "median", "95 %", "runs failed", "95 % interval");
        List<GroupSummary> shown = groups.size() <= 2 * MOST_ROWS ? groups : groups.subList(0, MOST_ROWS);
        for (GroupSummary group : shown) {
            row(
                    group,
                    text("%,d", group.runs()),
                    percent(group.failRate().mean()),
                    group.failRate().deviation().isPresent()
                            ? percent(group.failRate().deviation().getAsDouble())
                            : "",
                    percent(group.failRate().quantile(0.05)),
                    percent(group.failRate().quantile(0.5)),
                    percent(group.failRate().quantile(0.95)),
                    percent(group.failedShare()),
                    percent(group.interval().lo()) + " to "
                            + percent(group.interval().hi()));
        }
        end(groups.size() - shown.size() + MOST_ROWS);
    }

    private void begin(Grouping grouping, String... columns) {
        add("<div class=\"wide\" tabindex=\"0\"><table><thead><tr>");
        grouping.columns().forEach(column -> add("<th scope=\"col\">%s</th>", escape(column)));
        for (String column : columns) {
            add("<th scope=\"col\" class=\"n\">%s</th>", escape(column));
        }
        add("</tr></thead><tbody>");
    }

    private void row(GroupSummary group, String... values) {
        add("<tr>");
        group.key().forEach(value -> add("<td>%s</td>", escape(value)));
        for (String value : values) {
            add("<td class=\"n\">%s</td>", escape(value));
        }
        add("</tr>");
    }

    private void end(int rows) {
        add("</tbody></table></div>");
        if (rows > MOST_ROWS) {
            add("<p class=\"soft\">%,d more are in the CSV file.</p>", rows - MOST_ROWS);
        }
    }

    private static String percent(double share) {
        return text("%.1f %%", 100 * share);
    }

    private static String text(String format, Object value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static String escape(String text) {
        return HtmlText.block(text);
    }

    private void add(String format, Object... values) {
        html.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
