package dev.flakydetector.config;

import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.domain.DetectionRequest.ReportPolicy;
import dev.flakydetector.domain.DetectionRequest.SetupPolicy;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.SeedRange;
import dev.flakydetector.domain.SeverityThresholds;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.Variation;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a project's configuration file, and says everything that is wrong with it at once. */
public final class ConfigFile {

    private static final List<String> NAMES = List.of(".flaky-detector.yml", ".flaky-detector.yaml");
    private static final long MOST_BYTES = 1 << 20;
    private static final int MOST_SECONDS = 3_600;

    private ConfigFile() {}

    /** What the project's file says, or the defaults when it has none. */
    public static ConfigResult of(Path project) throws IOException {
        for (String name : NAMES) {
            Path file = project.resolve(name);
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return read(file, name);
            }
        }
        return new ConfigResult(ProjectConfig.DEFAULT, List.of());
    }

    private static ConfigResult read(Path file, String name) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return wrong(name + ": it is not a plain file; links are not followed");
        }
        if (Files.size(file) > MOST_BYTES) {
            return wrong("%s: it has %d bytes, and a configuration has at most %d"
                    .formatted(name, Files.size(file), MOST_BYTES));
        }
        try {
            return parse(Files.readString(file, StandardCharsets.UTF_8), name);
        } catch (MalformedInputException e) {
            return wrong(name + ": it is not UTF-8 text");
        }
    }

    private static ConfigResult wrong(String problem) {
        return new ConfigResult(ProjectConfig.DEFAULT, List.of(problem));
    }

    static ConfigResult parse(String text, String name) {
        List<String> problems = new ArrayList<>();
        Section root = YamlSections.root(text, name, problems);
        ProjectConfig config = config(root);
        root.refuseUnknownKeys();
        return new ConfigResult(config, problems);
    }

    /** Every key of the topmost level. */
    static Set<String> keys() {
        Section root = YamlSections.root("{}", "", new ArrayList<>());
        config(root);
        return root.known();
    }

    private static ProjectConfig config(Section root) {
        return new ProjectConfig(
                root.number("runs", 1, DetectionRequest.MAX_RUNS),
                root.number("parallelism", 1, DetectionRequest.MAX_PARALLELISM),
                root.number("timeout", 1, MOST_SECONDS).map(Duration::ofSeconds),
                root.text("test_command").flatMap(command -> command(root, command)),
                root.word("framework", Framework::ofToken, tokens(Framework.values(), Framework::token)),
                root.word("until", StopRule::ofToken, tokens(StopRule.values(), StopRule::token)),
                root.texts("vary").flatMap(words -> vary(root, words)),
                seedRange(root),
                report(root),
                setup(root),
                trigger(root),
                root.share("false_positive_threshold"));
    }

    private static <E> List<String> tokens(E[] values, java.util.function.Function<E, String> token) {
        return Arrays.stream(values).map(token).toList();
    }

    private static Optional<TestCommand> command(Section root, String text) {
        try {
            return Optional.of(TestCommand.parse(text));
        } catch (IllegalArgumentException e) {
            root.problem("test_command", "'%s': %s".formatted(text, e.getMessage()));
            return Optional.empty();
        }
    }

    private static Optional<Set<Variation>> vary(Section root, List<String> words) {
        if (words.equals(List.of("all"))) {
            return Optional.of(EnumSet.allOf(Variation.class));
        }
        Set<Variation> variations = EnumSet.noneOf(Variation.class);
        for (String word : words.equals(List.of("none")) ? List.<String>of() : words) {
            Variation.ofToken(word)
                    .ifPresentOrElse(
                            variations::add,
                            () -> root.problem(
                                    "vary",
                                    "takes all, none, or a list of %s; found '%s'"
                                            .formatted(
                                                    String.join(", ", tokens(Variation.values(), Variation::token)),
                                                    word)));
        }
        return Optional.of(variations);
    }

    private static SeedRange seedRange(Section root) {
        Section range = root.section("random_seed_range");
        int min = range.number("min", 0, Integer.MAX_VALUE).orElse(SeedRange.DEFAULT.min());
        int max = range.number("max", 0, Integer.MAX_VALUE).orElse(SeedRange.DEFAULT.max());
        range.refuseUnknownKeys();
        if (max < min) {
            root.problem("random_seed_range", "needs min <= max, found min %d and max %d".formatted(min, max));
            return SeedRange.DEFAULT;
        }
        return new SeedRange(min, max);
    }

    private static ReportPolicy report(Section root) {
        ReportPolicy standard = ReportPolicy.DEFAULT;
        return new ReportPolicy(
                thresholds(root),
                root.texts("ignore_patterns").orElse(standard.ignorePatterns()),
                root.flag("save_full_output").orElse(standard.saveFullOutput()),
                root.number("max_error_length", 1, 1_000_000).orElse(standard.maxErrorLength()));
    }

    private static SeverityThresholds thresholds(Section root) {
        SeverityThresholds standard = SeverityThresholds.DEFAULT;
        Section section = root.section("severity_thresholds");
        double critical = section.share("critical").orElse(standard.critical());
        double high = section.share("high").orElse(standard.high());
        double medium = section.share("medium").orElse(standard.medium());
        double low = section.share("low").orElse(standard.low());
        section.refuseUnknownKeys();
        try {
            return new SeverityThresholds(critical, high, medium, low);
        } catch (IllegalArgumentException e) {
            root.problem("severity_thresholds", "%s".formatted(e.getMessage()));
            return standard;
        }
    }

    private static SetupPolicy setup(Section root) {
        SetupPolicy standard = SetupPolicy.DEFAULT;
        Optional<Integer> general = root.number("install_timeout", 1, MOST_SECONDS);
        Optional<Integer> older = root.number("pip_install_timeout", 1, MOST_SECONDS);
        boolean cleanup = root.flag("cleanup_on_failure").orElse(true);
        boolean preserve = root.flag("preserve_temp_dir").orElse(!cleanup);
        return new SetupPolicy(
                root.flag("auto_install_dependencies").orElse(standard.installDependencies()),
                general.or(() -> older).map(Duration::ofSeconds).orElse(standard.installTimeout()),
                preserve);
    }

    private static ProjectConfig.Trigger trigger(Section root) {
        ProjectConfig.Trigger standard = ProjectConfig.Trigger.DEFAULT;
        return new ProjectConfig.Trigger(
                root.flag("auto_trigger_on_failure").orElse(standard.onFailure()),
                root.number("auto_trigger_runs", 1, DetectionRequest.MAX_RUNS).orElse(standard.runs()),
                root.number("auto_trigger_parallelism", 1, DetectionRequest.MAX_PARALLELISM)
                        .orElse(standard.parallelism()));
    }
}
