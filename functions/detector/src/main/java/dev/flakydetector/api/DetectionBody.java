package dev.flakydetector.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flakydetector.checkout.RepositoryLocation;
import dev.flakydetector.checkout.RepositoryLocation.UnknownLocation;
import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.SeedRange;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.Variation;
import dev.flakydetector.pipeline.RequestDraft;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the body of {@code POST /detections}. */
public final class DetectionBody {

    private static final int LONGEST = 8_192;

    private final BodyFields fields;
    private final Set<String> schemes;
    private final int mostRuns;

    private DetectionBody(BodyFields fields, Set<String> schemes, int mostRuns) {
        this.fields = fields;
        this.schemes = schemes;
        this.mostRuns = mostRuns;
    }

    /**
     * What came of reading.
     *
     * @param draft present when there is no problem
     */
    public record Reading(Optional<RequestDraft> draft, List<FieldProblem> problems) {}

    /**
     * Reads it.
     *
     * @param schemes of URLs that may be cloned here; {@code git@host:path} counts as ssh
     * @param mostRuns that may be asked for here
     */
    public static Reading read(JsonNode body, Set<String> schemes, int mostRuns) {
        if (!body.isObject()) {
            return new Reading(
                    Optional.empty(),
                    List.of(FieldProblem.malformed("body", "must be an object with at least 'repo'")));
        }
        BodyFields fields = new BodyFields(body);
        RequestDraft draft = new DetectionBody(fields, schemes, mostRuns).draft();
        List<FieldProblem> problems = fields.problems();
        return new Reading(problems.isEmpty() ? Optional.of(draft) : Optional.empty(), problems);
    }

    private RequestDraft draft() {
        return new RequestDraft(
                repository(),
                text("ref"),
                command(),
                word("framework", Framework::ofToken, Framework.values(), Framework::token),
                fields.number("runs", 1, mostRuns),
                fields.number("parallelism", 1, DetectionRequest.MAX_PARALLELISM),
                fields.number("seed", SeedRange.DEFAULT.min(), SeedRange.DEFAULT.max())
                        .map(Seed::new),
                fields.number("timeout", 1, (int) DetectionRequest.MAX_TIMEOUT.toSeconds())
                        .map(Duration::ofSeconds),
                word("until", StopRule::ofToken, StopRule.values(), StopRule::token),
                vary());
    }

    private String repository() {
        Optional<String> text = text("repo");
        if (text.isEmpty()) {
            boolean told = fields.problems().stream()
                    .anyMatch(problem -> problem.field().equals("repo"));
            if (!told) {
                fields.problem(FieldProblem.malformed("repo", "is missing: name the repository's URL"));
            }
            return "";
        }
        String repo = text.get();
        String scheme = repo.contains("://")
                ? repo.substring(0, repo.indexOf("://"))
                : RepositoryLocation.SCP_LIKE.matcher(repo).matches() ? "ssh" : "";
        if (!schemes.contains(scheme)) {
            fields.problem(FieldProblem.outOfBounds(
                    "repo",
                    "must be a URL of %s or git@host:path, found '%s'"
                            .formatted(
                                    schemes.stream()
                                            .sorted()
                                            .map(name -> name + "://")
                                            .collect(Collectors.joining(", ")),
                                    withoutCredentials(repo))));
            return repo;
        }
        try {
            if (RepositoryLocation.parse(repo, Path.of("/")) instanceof RepositoryLocation.Remote remote
                    && remote.credentials().isPresent()) {
                fields.problem(FieldProblem.outOfBounds(
                        "repo", "must not carry credentials: give the function that clones a token of its own"));
            }
        } catch (UnknownLocation e) {
            fields.problem(FieldProblem.outOfBounds("repo", String.valueOf(e.getMessage())));
        }
        return repo;
    }

    private static String withoutCredentials(String url) {
        return url.replaceAll("//[^/@]*@", "//");
    }

    private Optional<String> text(String field) {
        return fields.text(field).filter(text -> {
            boolean isWell = !text.isBlank()
                    && text.length() <= LONGEST
                    && text.chars().noneMatch(c -> c == 0 || c == '\n' || c == '\r');
            if (!isWell) {
                fields.problem(
                        FieldProblem.outOfBounds(field, "must be one line of 1 to %d characters".formatted(LONGEST)));
            }
            return isWell;
        });
    }

    private Optional<TestCommand> command() {
        return text("test_command").flatMap(text -> {
            try {
                return Optional.of(TestCommand.parse(text));
            } catch (IllegalArgumentException e) {
                fields.problem(FieldProblem.outOfBounds("test_command", String.valueOf(e.getMessage())));
                return Optional.empty();
            }
        });
    }

    private <T> Optional<T> word(
            String field, Function<String, Optional<T>> byToken, T[] all, Function<T, String> token) {
        return fields.text(field).flatMap(text -> {
            Optional<T> value = byToken.apply(text);
            if (value.isEmpty()) {
                fields.problem(FieldProblem.outOfBounds(field, notOneOf(tokens(all, token), text)));
            }
            return value;
        });
    }

    private static <T> String tokens(T[] all, Function<T, String> token) {
        return Arrays.stream(all).map(token).collect(Collectors.joining(", "));
    }

    private static String notOneOf(String tokens, String found) {
        return "must be one of %s, found '%s'".formatted(tokens, found.substring(0, Math.min(found.length(), 80)));
    }

    /** A list of tokens; an empty one varies nothing. */
    private Optional<Set<Variation>> vary() {
        return fields.texts("vary").map(texts -> {
            Set<Variation> chosen = EnumSet.noneOf(Variation.class);
            for (String text : texts) {
                Variation.ofToken(text)
                        .ifPresentOrElse(
                                chosen::add,
                                () -> fields.problem(FieldProblem.outOfBounds(
                                        "vary", notOneOf(tokens(Variation.values(), Variation::token), text))));
            }
            return chosen;
        });
    }
}
