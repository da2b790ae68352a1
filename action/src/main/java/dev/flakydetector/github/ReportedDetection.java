package dev.flakydetector.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.domain.DetectionRequest.ReportPolicy;
import dev.flakydetector.domain.DetectionRequest.SetupPolicy;
import dev.flakydetector.domain.DetectionStatus;
import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.FlakeRate;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.Interval;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.JudgedTest.FailingAttempt;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.Revision;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.SeedRange;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Variation;
import dev.flakydetector.domain.Verdict;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A detection put together again from the fields of its JSON report; a wrong field is an IllegalArgumentException. */
final class ReportedDetection {

    private static final int MOST_ATTEMPTS_LISTED = 1_000;

    /** What reports of earlier versions, which do not name it, mostly had. */
    private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(5);

    private final JsonNode head;
    private final List<JsonNode> tests;
    private final List<JsonNode> problems;
    private final List<JsonNode> clusters;

    ReportedDetection(JsonNode head, List<JsonNode> tests, List<JsonNode> problems, List<JsonNode> clusters) {
        this.head = head;
        this.tests = tests;
        this.problems = problems;
        this.clusters = clusters;
    }

    Detection detection() {
        Optional<TestCommand> command = text(head, "test_command").map(TestCommand::parse);
        String repository = text(head, "repo").orElse(".");
        return new Detection(
                id(),
                request(repository, command),
                word(DetectionStatus.class, head, "status"),
                Optional.of(new Revision(
                        repository, commit(), "", head.path("modified").asBoolean())),
                text(head, "framework").flatMap(Framework::ofToken),
                command,
                new FlakeRate(number(head, "failures"), number(head, "counted_runs"), interval(head)),
                word(Verdict.class, head, "verdict"),
                word(Severity.class, head, "severity"),
                tests.stream().map(ReportedDetection::test).toList(),
                problems.stream().map(ReportedDetection::problem).toList(),
                number(head, "total_runs"),
                number(head, "runs_saved"),
                startedAt(),
                Duration.ofMillis(head.path("duration_ms").asLong()),
                ReportedInsight.of(head, tests, clusters));
    }

    private String id() {
        String id = text(head, "detection_id").orElse("");
        if (!id.matches("[A-Za-z0-9._-]{1,80}")) {
            throw new IllegalArgumentException("its detection_id is missing or not one of ours");
        }
        return id;
    }

    private Optional<String> commit() {
        return text(head, "commit").filter(sha -> sha.matches("[0-9a-f]{7,64}"));
    }

    private Instant startedAt() {
        try {
            return Instant.parse(text(head, "started_at").orElse(""));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("its started_at is no time", e);
        }
    }

    private DetectionRequest request(String repository, Optional<TestCommand> command) {
        return new DetectionRequest(
                repository,
                Optional.empty(),
                command,
                text(head, "framework").flatMap(Framework::ofToken),
                number(head, "runs_requested"),
                number(head, "parallelism"),
                new Seed(number(head, "seed")),
                SeedRange.DEFAULT,
                Duration.ofMillis(head.path("timeout_ms").asLong(USUAL_TIMEOUT.toMillis())),
                text(head, "until").flatMap(StopRule::ofToken).orElse(StopRule.SEVERITY),
                vary(),
                ReportPolicy.DEFAULT,
                SetupPolicy.DEFAULT);
    }

    private Set<Variation> vary() {
        if (!head.has("vary")) {
            return EnumSet.of(Variation.ORDER, Variation.HASH_ORDER);
        }
        Set<Variation> vary = EnumSet.noneOf(Variation.class);
        head.path("vary").forEach(token -> Variation.ofToken(token.asText()).ifPresent(vary::add));
        return vary;
    }

    private static JudgedTest test(JsonNode test) {
        return new JudgedTest(
                TestId.parse(text(test, "id").orElse("")),
                rate(test),
                test.has("control") ? rate(test.path("control")) : FlakeRate.NONE,
                test.has("varied") ? rate(test.path("varied")) : FlakeRate.NONE,
                Math.max(0, test.path("skipped").asInt()),
                word(Verdict.class, test, "verdict"),
                word(Severity.class, test, "severity"),
                text(test, "only_when"),
                test.path("ignored").asBoolean(),
                failing(test),
                test.path("failure").isObject() ? Optional.of(failure(test.path("failure"))) : Optional.empty());
    }

    private static List<FailingAttempt> failing(JsonNode test) {
        List<FailingAttempt> failing = new ArrayList<>();
        JsonNode attempts = test.path("failing_attempts");
        JsonNode seeds = test.path("failing_seeds");
        for (int i = 0; i < Math.min(MOST_ATTEMPTS_LISTED, Math.min(attempts.size(), seeds.size())); i++) {
            failing.add(new FailingAttempt(
                    attempts.path(i).asInt(), new Seed(seeds.path(i).asInt())));
        }
        return failing;
    }

    private static Failure failure(JsonNode failure) {
        return new Failure(
                text(failure, "type").orElse(""),
                text(failure, "message").orElse(""),
                text(failure, "detail").orElse(""));
    }

    private static Problem problem(JsonNode problem) {
        Problem.Kind kind = word(Problem.Kind.class, problem, "kind");
        String message = text(problem, "message").orElse("");
        return problem.path("attempt").canConvertToInt()
                ? Problem.inAttempt(problem.path("attempt").asInt(), kind, message)
                : Problem.of(kind, message);
    }

    private static FlakeRate rate(JsonNode node) {
        return new FlakeRate(number(node, "failures"), number(node, "runs"), interval(node));
    }

    private static Interval interval(JsonNode node) {
        JsonNode ends = node.path("interval");
        return ends.size() == 2
                ? new Interval(ends.path(0).asDouble(-1), ends.path(1).asDouble(-1))
                : Interval.UNKNOWN;
    }

    private static int number(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.canConvertToInt() || value.asInt() < 0) {
            throw new IllegalArgumentException("'%s' is missing or no count".formatted(field));
        }
        return value.asInt();
    }

    private static Optional<String> text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() && !value.asText().isBlank() ? Optional.of(value.asText()) : Optional.empty();
    }

    private static <E extends Enum<E>> E word(Class<E> type, JsonNode node, String field) {
        String word = text(node, field).orElse("").toUpperCase(Locale.ROOT);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(word)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("'%s' has no word that we know".formatted(field));
    }
}
