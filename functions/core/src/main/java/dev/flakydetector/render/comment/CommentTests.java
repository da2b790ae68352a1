package dev.flakydetector.render.comment;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.render.ClusterIndex;
import dev.flakydetector.render.Plural;
import dev.flakydetector.render.markdown.MarkdownCluster;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The lines of a {@link PullRequestComment} on tests, section by section. Tests of a section whose failures look alike
 * stand together under their cluster, at the place of the first of them.
 */
final class CommentTests {

    private static final int FEWEST_IN_A_GROUP = 2;
    private static final int ROOM_FOR_THE_REST_OF_A_GROUP = 100;

    private final Findings findings;
    private final Detection detection;
    private final CommentFacts facts;
    private final ClusterIndex clusters;

    CommentTests(Findings findings, Detection detection, CommentFacts facts) {
        this.findings = findings;
        this.detection = detection;
        this.facts = facts;
        this.clusters = new ClusterIndex(detection.insight());
    }

    /** Adds what fits into so many characters, the most important first. */
    void appendTo(StringBuilder text, int room) {
        for (Findings.Section section : findings.sections()) {
            if (section.findings().isEmpty() || text.length() > room) {
                continue;
            }
            text.append("**").append(section.title()).append("**\n\n");
            append(text, section.findings(), room);
            text.append('\n');
        }
        if (findings.leftOut() > 0) {
            text.append("… and %s, the least important, left out for want of room%s.\n\n"
                    .formatted(
                            Plural.of(findings.leftOut(), "more test"),
                            facts.reportUrl()
                                    .map(url -> "; all are in the [full report](%s)".formatted(CommentText.url(url)))
                                    .orElse("")));
        }
    }

    private void append(StringBuilder text, List<Finding> section, int room) {
        Map<Integer, List<Finding>> groups = new LinkedHashMap<>();
        section.forEach(finding -> cluster(finding)
                .ifPresent(numbered -> groups.computeIfAbsent(numbered.number(), n -> new ArrayList<>())
                        .add(finding)));
        Set<Integer> told = new HashSet<>();
        for (Finding finding : section) {
            Optional<ClusterIndex.Numbered> numbered = cluster(finding);
            List<Finding> group = numbered.map(n -> groups.getOrDefault(n.number(), List.of()))
                    .orElse(List.of());
            boolean went = group.size() < FEWEST_IN_A_GROUP
                    ? appendAlone(text, finding, room)
                    : !told.add(numbered.orElseThrow().number())
                            || appendGroup(text, numbered.orElseThrow(), group, room);
            if (!went) {
                break;
            }
        }
    }

    private Optional<ClusterIndex.Numbered> cluster(Finding finding) {
        return clusters.of(finding.id());
    }

    private boolean appendAlone(StringBuilder text, Finding finding, int room) {
        String cluster = cluster(finding)
                .map(n -> new MarkdownCluster(n.cluster()))
                .map(c -> ", cluster " + c.name() + c.known(": ", detection.startedAt()))
                .orElse("");
        return appendIfFits(text, finding, finding.entry(detection, facts, cluster), room);
    }

    /** At most half of the room that is left, so that one cause does not crowd out the others. */
    private boolean appendGroup(StringBuilder text, ClusterIndex.Numbered numbered, List<Finding> group, int room) {
        MarkdownCluster cluster = new MarkdownCluster(numbered.cluster());
        String head = "- 🧩 %s, cluster %s%s\n"
                .formatted(Plural.of(group.size(), "test"), cluster.name(), cluster.known(": ", detection.startedAt()));
        int half = text.length() + (room - text.length()) / 2 - ROOM_FOR_THE_REST_OF_A_GROUP;
        if (text.length() + head.length() > half) {
            return false;
        }
        text.append(head);
        int listed = 0;
        for (Finding finding : group) {
            if (!appendIfFits(text, finding, nested(finding.entry(detection, facts, "")), half)) {
                break;
            }
            listed++;
        }
        if (listed < group.size()) {
            text.append("  - … and %s of this cluster\n".formatted(Plural.of(group.size() - listed, "more test")));
            group.forEach(findings::show);
        }
        return true;
    }

    private boolean appendIfFits(StringBuilder text, Finding finding, String entry, int room) {
        if (text.length() + entry.length() > room) {
            return false;
        }
        text.append(entry);
        findings.show(finding);
        return true;
    }

    private static String nested(String entry) {
        return entry.replaceAll("(?m)^(?=.)", "  ");
    }
}
