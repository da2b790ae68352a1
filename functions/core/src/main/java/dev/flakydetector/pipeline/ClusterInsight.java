package dev.flakydetector.pipeline;

import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Insight;
import dev.flakydetector.domain.MaskedWords;
import dev.flakydetector.domain.Revision;
import dev.flakydetector.domain.SeenCluster;
import dev.flakydetector.failure.FailureGroup;
import dev.flakydetector.failure.FailureGroups;
import dev.flakydetector.failure.FailureGroups.Known;
import dev.flakydetector.failure.TriageModel;
import dev.flakydetector.history.ClusterNote;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.render.Secrets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Which failures of a detection look alike, and where such failures were met before. */
public final class ClusterInsight implements InsightSource {

    /** A report with more would be read by nobody. */
    private static final int MOST_CLUSTERS = 50;

    /** Some megabytes of a store; older notes still tell when a cluster was met first, through newer ones. */
    private static final int MOST_NOTES = 2_000;

    private final Supplier<Optional<TriageModel>> trained;

    /** @param trained the clusters of a training, where there was one */
    public ClusterInsight(Supplier<Optional<TriageModel>> trained) {
        this.trained = trained;
    }

    @Override
    public String subject() {
        return "the clusters of failures";
    }

    @Override
    public Insight tell(Detection judged, RunHistory history) {
        FailureGroups groups = trained.get().map(FailureGroups::new).orElseGet(FailureGroups::new);
        history.forEachAttempt(judged.id(), attempt -> add(attempt, groups));
        if (groups.isEmpty()) {
            return judged.insight();
        }
        String repository = judged.request().repository();
        List<ClusterNote> past = history.clusterNotes(repository, MOST_NOTES).stream()
                .filter(note -> !note.detectionId().equals(judged.id()))
                .toList();
        List<FailureGroup> found =
                groups
                        .among(past.stream()
                                .map(note -> new Known(note.key(), note.traits()))
                                .toList())
                        .stream()
                        .limit(MOST_CLUSTERS)
                        .toList();
        found.forEach(group -> history.note(note(judged, group, past)));
        return judged.insight()
                .with(found.stream().map(group -> cluster(judged, group, past)).toList());
    }

    private static void add(CompletedAttempt attempt, FailureGroups groups) {
        MaskedWords words = attempt.maskedWords();
        attempt.result()
                .outcomes()
                .forEach(outcome -> outcome.failure()
                        .filter(failure -> outcome.status().isFailure())
                        .ifPresent(failure ->
                                groups.add(outcome.test(), failure, text -> Secrets.mask(words.hide(text)))));
    }

    private static ClusterNote note(Detection judged, FailureGroup group, List<ClusterNote> past) {
        return new ClusterNote(
                judged.request().repository(),
                group.key(),
                judged.id(),
                judged.startedAt(),
                since(judged, of(group, past)),
                branch(judged),
                group.failures(),
                group.traits());
    }

    private static SeenCluster cluster(Detection judged, FailureGroup group, List<ClusterNote> past) {
        return new SeenCluster(
                group.key(),
                group.name(),
                group.failures(),
                group.tests(),
                past(judged, of(group, past)),
                group.falseAlarm().map(alarm -> new SeenCluster.FalsePositive(alarm.chance(), alarm.interval())));
    }

    private static List<ClusterNote> of(FailureGroup group, List<ClusterNote> past) {
        return past.stream().filter(note -> group.keys().contains(note.key())).toList();
    }

    private static Optional<SeenCluster.Past> past(Detection judged, List<ClusterNote> notes) {
        if (notes.isEmpty()) {
            return Optional.empty();
        }
        long others = notes.stream().map(ClusterNote::detectionId).distinct().count();
        long branches = Stream.concat(
                        notes.stream().map(ClusterNote::branch).flatMap(Optional::stream), branch(judged).stream())
                .distinct()
                .count();
        return Optional.of(new SeenCluster.Past((int) others + 1, (int) branches, since(judged, notes)));
    }

    private static Instant since(Detection judged, List<ClusterNote> notes) {
        return Stream.concat(Stream.of(judged.startedAt()), notes.stream().map(ClusterNote::since))
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private static Optional<String> branch(Detection judged) {
        return judged.revision().flatMap(Revision::branch);
    }
}
