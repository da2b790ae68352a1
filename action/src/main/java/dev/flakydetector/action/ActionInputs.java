package dev.flakydetector.action;

import dev.flakydetector.config.ConfigFile;
import dev.flakydetector.config.ProjectConfig;
import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.SeedRange;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.Variation;
import dev.flakydetector.github.ReportInputs;
import dev.flakydetector.github.ReportInputs.Commenting;
import dev.flakydetector.local.StorePlace;
import dev.flakydetector.machine.Machine;
import dev.flakydetector.machine.OptionReader;
import dev.flakydetector.pipeline.RequestDraft;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The inputs of action.yml, as the composite action hands them over in the environment. */
final class ActionInputs {

    private static final String PREFIX = "FLAKY_INPUT_";
    private static final List<String> MODES = List.of("local", "comment", "lambda");

    private static final List<String> QUARANTINE = List.of("off", "suggest");

    private final Machine machine;
    private final OptionReader reader = new OptionReader();
    private final Path project;
    private final String mode;
    private final RequestDraft draft;
    private final ReportInputs report;
    private final boolean onFailure;
    private final Optional<CloudInputs> cloud;

    ActionInputs(Machine machine) throws IOException {
        this.machine = machine;
        this.project = Path.of(machine.variable("GITHUB_WORKSPACE")
                        .orElse(machine.workingFolder().toString()))
                .resolve(input("path").orElse("."))
                .normalize();
        this.mode = reader.word("input 'mode'", text("mode"), ActionInputs::mode, MODES)
                .orElse("local");
        ProjectConfig config = config();
        this.onFailure = config.trigger().onFailure();
        this.draft = readDraft(config);
        this.report = readReport();
        checkStore();
        this.cloud = isInCloud() ? CloudInputs.read(this::input, machine, reader) : Optional.empty();
    }

    private void checkStore() {
        input("store")
                .filter(folder -> Files.exists(machine.path(folder)) && !Files.isDirectory(machine.path(folder)))
                .ifPresent(
                        file -> reader.problem("input 'store' must be a folder, and '%s' is a file".formatted(file)));
    }

    private static Optional<String> mode(String word) {
        return Optional.of(word).filter(MODES::contains);
    }

    private ProjectConfig config() throws IOException {
        return Files.isDirectory(project) ? ConfigFile.of(project).config() : ProjectConfig.DEFAULT;
    }

    private RequestDraft readDraft(ProjectConfig config) {
        if (mode.equals("local") && !Files.isDirectory(project)) {
            reader.problem("input 'path': there is no folder %s; check the repository out first".formatted(project));
        }
        return new RequestDraft(
                project.toString(),
                Optional.empty(),
                command(),
                word("framework", Framework::ofToken, Framework.values(), Framework::token),
                reader.number("input 'runs'", text("runs"), 1, DetectionRequest.MAX_RUNS)
                        .or(() -> Optional.of(config.trigger().runs())),
                reader.number("input 'parallelism'", text("parallelism"), 1, DetectionRequest.MAX_PARALLELISM)
                        .or(() -> Optional.of(config.trigger().parallelism())),
                reader.number("input 'seed'", text("seed"), SeedRange.DEFAULT.min(), SeedRange.DEFAULT.max())
                        .map(Seed::new),
                reader.duration("input 'timeout'", text("timeout"), DetectionRequest.MAX_TIMEOUT),
                word("until", StopRule::ofToken, StopRule.values(), StopRule::token),
                reader.words(
                        "input 'vary'",
                        text("vary"),
                        Variation::ofToken,
                        Variation.class,
                        tokens(Variation.values(), Variation::token)));
    }

    private Optional<TestCommand> command() {
        try {
            return input("test-command").map(TestCommand::parse);
        } catch (IllegalArgumentException e) {
            reader.problem("input 'test-command': " + e.getMessage());
            return Optional.empty();
        }
    }

    private ReportInputs readReport() {
        return new ReportInputs(
                reader.word(
                                "input 'comment'",
                                text("comment"),
                                ActionInputs::commenting,
                                List.of("auto", "always", "never"))
                        .orElse(Commenting.AUTO),
                input("github-token"),
                word("fail-on", Severity::ofToken, Severity.values(), Severity::token)
                        .filter(severity -> severity != Severity.NONE),
                input("report-url"),
                project,
                globs(),
                input("artifact").orElse("flaky-detector"),
                reader.word(
                                "input 'quarantine'",
                                text("quarantine"),
                                word -> Optional.of(word).filter(QUARANTINE::contains),
                                QUARANTINE)
                        .filter("suggest"::equals)
                        .isPresent());
    }

    private List<String> globs() {
        List<String> globs = input("reports").stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        for (String glob : globs) {
            try {
                FileSystems.getDefault().getPathMatcher("glob:" + glob);
            } catch (PatternSyntaxException e) {
                reader.problem("input 'reports' has '%s', which is no glob: %s".formatted(glob, e.getDescription()));
            }
        }
        return globs;
    }

    private static Optional<Commenting> commenting(String word) {
        return Arrays.stream(Commenting.values())
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    private <E> Optional<E> word(
            String name, Function<String, Optional<E>> ofToken, E[] values, Function<E, String> token) {
        return reader.word("input '%s'".formatted(name), text(name), ofToken, tokens(values, token));
    }

    private static <E> List<String> tokens(E[] values, Function<E, String> token) {
        return Arrays.stream(values).map(token).toList();
    }

    private Optional<String> input(String name) {
        return machine.variable(PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_'))
                .map(String::strip);
    }

    private @Nullable String text(String name) {
        return input(name).orElse(null);
    }

    List<String> problems() {
        return reader.problems();
    }

    boolean isCommentOnly() {
        return mode.equals("comment");
    }

    boolean isInCloud() {
        return mode.equals("lambda");
    }

    /** Present in mode lambda, when there is no problem. */
    Optional<CloudInputs> cloud() {
        return cloud;
    }

    /** Whether the project's configuration wants failed builds looked into. */
    boolean isOnFailure() {
        return onFailure;
    }

    RequestDraft draft() {
        return draft;
    }

    ReportInputs report() {
        return report;
    }

    /** The folder of the store, which a workflow may keep in a cache. */
    StorePlace store(Path resultFolder) {
        Path folder = input("store").map(machine::path).orElse(resultFolder.resolveSibling("flaky-detector-store"));
        return new StorePlace(folder, false);
    }

    Optional<String> slack() {
        return input("slack-webhook");
    }

    Optional<String> discord() {
        return input("discord-webhook");
    }
}
