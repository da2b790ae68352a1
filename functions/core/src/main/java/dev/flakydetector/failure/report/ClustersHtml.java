package dev.flakydetector.failure.report;

import dev.flakydetector.failure.FailureCluster;
import dev.flakydetector.failure.FalseAlarm;
import dev.flakydetector.failure.TriageResult;
import dev.flakydetector.failure.record.RecordProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A training's findings as one page that needs nothing else: one line a cause, and under it the clusters. */
public final class ClustersHtml {

    private static final int MOST_CAUSES = 200;
    private static final int MOST_CLUSTERS = 50;
    private static final int MOST_NAMES = 12;
    private static final int MOST_PROBLEMS = 200;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

    private final TriageResult result;
    private final Writer out;

    private ClustersHtml(TriageResult result, Writer out) {
        this.result = result;
        this.out = out;
    }

    /** Writes the page; the writer stays open. */
    public static void write(TriageResult result, Writer to) throws IOException {
        ClustersHtml page = new ClustersHtml(result, to);
        page.head();
        page.causes();
        LoneFailuresHtml.write(result.lone(), result.noise().size(), to);
        page.problems();
        page.put("<footer>flaky-detector, algorithm %s %d</footer></main></body></html>\n"
                .formatted(result.algorithm().token(), result.algorithm().version()));
        to.flush();
    }

    private void head() throws IOException {
        int clustered =
                result.clusters().stream().mapToInt(FailureCluster::size).sum();
        put("<!doctype html><html lang='en'><head><meta charset='utf-8'>");
        put("<meta name='viewport' content='width=device-width, initial-scale=1'>");
        put("<title>Failures that look alike</title><style>%s</style></head><body><main>".formatted(style()));
        put("<header><h1>%s look alike in %s</h1>"
                .formatted(
                        counted(clustered, "failure"), counted(result.clusters().size(), "cluster")));
        put("<p class='facts'>%s like no other, %s with the records</p>"
                .formatted(
                        counted(result.noise().size(), "failure"),
                        counted(
                                result.reading().problems().size()
                                        + result.reading().unlisted(),
                                "problem")));
        put("<p class='signal %s'>%s</p></header>"
                .formatted(
                        result.signal().present() ? "good" : "bad",
                        Escaped.html(result.signal().sentence())));
    }

    private static String style() throws IOException {
        try (InputStream css = ClustersHtml.class.getResourceAsStream("clusters.css")) {
            if (css == null) {
                throw new IllegalStateException("clusters.css is missing beside " + ClustersHtml.class);
            }
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void causes() throws IOException {
        Map<String, List<FailureCluster>> causes = new LinkedHashMap<>();
        result.clusters()
                .forEach(cluster -> causes.computeIfAbsent(cluster.cause(), cause -> new ArrayList<>())
                        .add(cluster));
        List<List<FailureCluster>> sorted = causes.values().stream()
                .sorted(Comparator.comparingInt(ClustersHtml::failures).reversed())
                .toList();
        put("<section><h2>By cause</h2>");
        for (List<FailureCluster> clusters : sorted.stream().limit(MOST_CAUSES).toList()) {
            cause(clusters);
        }
        leftOut(sorted.size() - MOST_CAUSES, "cause");
        put("</section>");
    }

    private static int failures(List<FailureCluster> clusters) {
        return clusters.stream().mapToInt(FailureCluster::size).sum();
    }

    private void cause(List<FailureCluster> clusters) throws IOException {
        FailureCluster first = clusters.get(0);
        boolean open = clusters.size() == 1;
        put("<details class='many'%s><summary><b>%d</b> <span>%s</span>%s</summary>"
                .formatted(
                        open ? " open" : "",
                        failures(clusters),
                        Escaped.html(open ? first.name() : withoutPlace(first.name())),
                        open ? "" : " <em>" + clusters.size() + " clusters</em>"));
        for (FailureCluster cluster : clusters.stream().limit(MOST_CLUSTERS).toList()) {
            cluster(cluster, !open);
        }
        leftOut(clusters.size() - MOST_CLUSTERS, "cluster");
        put("</details>");
    }

    private static String withoutPlace(String name) {
        int place = Math.max(name.lastIndexOf(" at "), -1);
        int test = name.lastIndexOf(" in ");
        String withoutTest = test > 0 ? name.substring(0, test) : name;
        return place > 0 && place < withoutTest.length() ? withoutTest.substring(0, place) : withoutTest;
    }

    private void cluster(FailureCluster cluster, boolean named) throws IOException {
        put("<article>");
        if (named) {
            put("<h3>%s</h3>".formatted(Escaped.html(cluster.name())));
        }
        put("<p class='seen'>%s</p>".formatted(Escaped.html(seen(cluster))));
        put(chance(cluster));
        put("<pre>%s</pre>".formatted(Escaped.html(cluster.excerpt())));
        put("<p class='facts'><code>%s</code> · exemplar %s%s</p></article>"
                .formatted(
                        Escaped.html(cluster.key()),
                        Escaped.html(cluster.exemplar()),
                        names(cluster.tests().size() > 1 ? cluster.tests() : List.of())));
    }

    /** Such as "seen 12 times on 5 revisions, 3 pull requests and 2 contexts, from 3 Jun 2026 to 9 Jun 2026". */
    static String seen(FailureCluster cluster) {
        List<String> places = new ArrayList<>();
        add(cluster.revisions(), "revision", places);
        add(cluster.pulls(), "pull request", places);
        add(cluster.contexts().size(), "context", places);
        String text = "seen " + counted(cluster.size(), "time");
        if (!places.isEmpty()) {
            text += " on " + String.join(", ", places);
        }
        Optional<String> first = cluster.firstSeen().map(ClustersHtml::day);
        Optional<String> last = cluster.lastSeen().map(ClustersHtml::day);
        if (first.isPresent()) {
            text += first.equals(last) ? ", on " + first.get() : ", from %s to %s".formatted(first.get(), last.get());
        }
        return text;
    }

    private static void add(int count, String what, List<String> places) {
        if (count > 0) {
            places.add(counted(count, what));
        }
    }

    static String day(Instant date) {
        return DAY.format(date.atZone(ZoneOffset.UTC));
    }

    private static String chance(FailureCluster cluster) {
        Optional<FalseAlarm> alarm = cluster.falseAlarm();
        if (alarm.isEmpty()) {
            return "<p class='facts'>Chance of a false alarm: unknown, no failure here has a known fate.</p>";
        }
        double lo = alarm.get().interval().lo() * 100;
        double hi = alarm.get().interval().hi() * 100;
        return ("<div class='chance'><span>Chance of a false alarm %.0f %% (%.0f to %.0f %%): %d merged all the same"
                        + " or known, %d not</span><svg viewBox='0 0 100 8' preserveAspectRatio='none' role='img'"
                        + " aria-label='interval'><rect class='all' width='100' height='8'/><rect class='range' x='%.1f'"
                        + " width='%.1f' height='8'/><rect class='mark' x='%.1f' width='1' height='8'/></svg></div>")
                .formatted(
                        alarm.get().chance() * 100,
                        lo,
                        hi,
                        cluster.merged(),
                        cluster.notMerged(),
                        lo,
                        hi - lo,
                        alarm.get().chance() * 99);
    }

    private static String names(List<String> tests) {
        if (tests.isEmpty()) {
            return "";
        }
        String shown = String.join(
                ", ", tests.stream().limit(MOST_NAMES).map(Escaped::html).toList());
        return " · tests: " + shown
                + (tests.size() > MOST_NAMES ? " and %d more".formatted(tests.size() - MOST_NAMES) : "");
    }

    private void problems() throws IOException {
        List<RecordProblem> problems = result.reading().problems();
        if (problems.isEmpty()) {
            return;
        }
        put("<section><h2>Problems with the records</h2><ul>");
        for (RecordProblem problem : problems.stream().limit(MOST_PROBLEMS).toList()) {
            put("<li>%s</li>".formatted(Escaped.html(problem.toString())));
        }
        put("</ul>");
        leftOut(problems.size() - MOST_PROBLEMS + result.reading().unlisted(), "problem");
        put("</section>");
    }

    private void leftOut(int count, String what) throws IOException {
        if (count > 0) {
            put("<p class='facts'>%s more; clusters.json has them.</p>".formatted(counted(count, what)));
        }
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private void put(String text) throws IOException {
        out.write(text);
    }
}
