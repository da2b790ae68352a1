package dev.flakydetector.scorer.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report for a person at a terminal: the violations one a line, then how many there are of each rule. */
public final class CheckReportText {

    private CheckReportText() {}

    public static String render(CheckReport report, String name) {
        List<String> lines = new ArrayList<>();
        for (Violation violation : report.violations()) {
            lines.add(line(violation));
        }
        if (!report.violations().isEmpty()) {
            lines.add("");
        }
        report.notes().forEach(lines::add);
        if (report.isClean()) {
            lines.add(String.format(Locale.ROOT, "%s: %,d rows, no violations", name, report.rows()));
        } else {
            lines.add(String.format(
                    Locale.ROOT,
                    "%s: %,d rows, %,d %s",
                    name,
                    report.rows(),
                    report.total(),
                    report.total() == 1 ? "violation" : "violations"));
            report.counts()
                    .forEach((rule, count) ->
                            lines.add(String.format(Locale.ROOT, "  %-16s %,12d", rule.token(), count)));
            long hidden = report.total() - report.violations().size();
            if (hidden > 0) {
                lines.add(String.format(
                        Locale.ROOT, "%,d of them are not listed; --list N lists more of each rule", hidden));
            }
        }
        return String.join("\n", lines);
    }

    private static String line(Violation violation) {
        StringBuilder text = new StringBuilder();
        violation.row().ifPresent(row -> text.append("row ").append(row));
        violation.line().ifPresent(line -> text.append(" (line ").append(line).append(')'));
        violation
                .column()
                .ifPresent(column -> text.append(text.isEmpty() ? "" : "  ").append(column));
        text.append(text.isEmpty() ? "" : "  ").append(violation.rule().token());
        if (!violation.value().isEmpty()) {
            text.append(": ").append(printable(violation.value()));
        }
        return text.toString();
    }

    /** A value from a file must not move the cursor or change the colours of a terminal. */
    private static String printable(String value) {
        StringBuilder text = new StringBuilder(value.length());
        value.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '·' : c)
                .forEach(text::appendCodePoint);
        return text.toString();
    }
}
