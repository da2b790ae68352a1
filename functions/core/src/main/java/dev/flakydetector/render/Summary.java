package dev.flakydetector.render;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.FlakeRate;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The sentences about a whole detection that every report for people says. */
public record Summary(Detection detection) {

    private static final int COMMIT_LENGTH = 12;

    /** What was found, in one sentence without a full stop. */
    public String headline() {
        if (!detection.isJudged()) {
            return detection.attemptsRun() == 0
                    ? "Nothing could be judged: no attempt ran"
                    : "Nothing could be judged: none of %s gave a usable report"
                            .formatted(Plural.of(detection.attemptsRun(), "attempt"));
        }
        if (!failed().isEmpty()) {
            return "%d of %s failed: %s"
                    .formatted(failed().size(), Plural.of(detection.tests().size(), "test"), kinds());
        }
        FlakeRate command = detection.command();
        return command.failures() == 0
                ? RateText.sentence(command)
                : "No test failed, but the test command did in %s attempts: %s (%s)"
                        .formatted(
                                RateText.count(command),
                                RateText.percent(command.value()),
                                RateText.interval(command.interval()));
    }

    private String kinds() {
        List<String> parts = new ArrayList<>();
        addCount(
                parts,
                failed().stream().filter(t -> t.verdict() == Verdict.FLAKY).count(),
                "flaky");
        addCount(
                parts,
                failed().stream().filter(t -> t.verdict() == Verdict.FAILING).count(),
                "always failing");
        addCount(
                parts,
                failed().stream()
                        .filter(t -> t.verdict() == Verdict.INCONCLUSIVE)
                        .count(),
                "failed its only run");
        long ignored = failed().stream().filter(JudgedTest::ignored).count();
        return String.join(", ", parts) + (ignored > 0 ? " (%d on the ignore list)".formatted(ignored) : "");
    }

    private static void addCount(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }

    /** The tests that failed, worst first. */
    public List<JudgedTest> failed() {
        return detection.tests().stream()
                .filter(test -> test.rate().failures() > 0)
                .toList();
    }

    /** The tests that ran and never failed. */
    List<JudgedTest> neverFailed() {
        return detection.tests().stream()
                .filter(test -> test.rate().runs() > 0 && test.rate().failures() == 0)
                .toList();
    }

    /** What is known of the tests that never failed, and of those that never ran; empty where there are none. */
    public Optional<String> others() {
        List<String> sentences = new ArrayList<>();
        neverFailed().stream()
                .map(JudgedTest::rate)
                .max(Comparator.comparing(rate -> rate.interval().hi()))
                .ifPresent(loosest -> sentences.add("%s never failed; %s is below %s with 95 %% confidence."
                        .formatted(
                                Plural.of(neverFailed().size(), "test"),
                                neverFailed().size() == 1 ? "its rate" : "the rate of each",
                                RateText.upperBound(loosest.interval()))));
        long skipped = detection.tests().stream()
                .filter(test -> test.rate().runs() == 0)
                .count();
        if (skipped > 0) {
            sentences.add("%s only ever skipped.".formatted(skipped == 1 ? "1 test was" : skipped + " tests were"));
        }
        return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", sentences));
    }

    /** How long it took. */
    public String took() {
        Duration duration = detection.duration();
        return duration.compareTo(Duration.ofMinutes(2)) < 0
                ? duration.toSeconds() + " s"
                : "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
    }

    /** Runs spent and saved, of those asked for. */
    public String runs() {
        int asked = detection.request().runs();
        int run = detection.attemptsRun();
        String spent = "%d of %d".formatted(run, asked);
        if (detection.attemptsSaved() > 0) {
            return "%s, %d saved by stopping early".formatted(spent, detection.attemptsSaved());
        }
        return run < asked ? spent + ", cut off before the rest" : spent;
    }

    /** How many attempts did not count, where there were any. */
    public Optional<String> uncounted() {
        int uncounted = detection.attemptsRun() - detection.command().runs();
        return uncounted > 0 && detection.isJudged()
                ? Optional.of("%s did not count, see the problems".formatted(Plural.of(uncounted, "attempt")))
                : Optional.empty();
    }

    public String repository() {
        return CleanText.line(detection
                .revision()
                .map(r -> r.repository())
                .orElse(detection.request().repository()));
    }

    /** The commit in short, with "modified" where the files differ from it; empty where there is none. */
    public Optional<String> commit() {
        return detection
                .revision()
                .flatMap(revision -> revision.commit()
                        .map(CleanText::line)
                        .map(sha -> sha.substring(0, Math.min(COMMIT_LENGTH, sha.length()))
                                + (revision.modified() ? ", modified" : "")));
    }

    public Optional<String> testCommand() {
        return detection.testCommand().map(command -> CleanText.line(command.toString()));
    }
}
