package dev.flakydetector.rerun;

import dev.flakydetector.adapter.FrameworkAdapter;
import dev.flakydetector.adapter.SetupStep;
import dev.flakydetector.domain.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes the prepared workspace ready, once a detection. A step that fails is told, and the next one is tried. */
public final class SetupRunner {

    private static final int EXCERPT = 1_000;
    /** A reason may stand far before the end of what a build tool prints. */
    private static final int READ = 64_000;

    private static final Pattern COLOUR = Pattern.compile("\\u001B\\[[0-9;]*m");

    private final FrameworkAdapter adapter;
    private final HostEnvironment host;
    private final ChildProcess processes;
    private final Duration limit;

    /** @param adapter knows what its tools print when they fail */
    public SetupRunner(FrameworkAdapter adapter, HostEnvironment host, Duration limit, String mark) {
        this.adapter = adapter;
        this.host = host;
        this.limit = limit;
        this.processes = new ChildProcess(new ProcessTree(mark));
    }

    /** Those of the steps that have something to do, as far as their checks can tell. */
    public List<SetupStep> needed(List<SetupStep> steps, Path workspace, Path logs)
            throws IOException, InterruptedException {
        Map<List<String>, Boolean> satisfied = new HashMap<>();
        List<SetupStep> needed = new ArrayList<>();
        for (SetupStep step : steps) {
            if (!satisfied.containsKey(step.check())) {
                Path log = Files.createDirectories(logs.resolve("check-" + satisfied.size()));
                satisfied.put(step.check(), isSatisfied(step, workspace, log));
            }
            if (!satisfied.get(step.check())) {
                needed.add(step);
            }
        }
        return needed;
    }

    private boolean isSatisfied(SetupStep step, Path workspace, Path log) throws InterruptedException {
        if (step.check().isEmpty()) {
            return false;
        }
        try {
            ChildProcess.Ending ending =
                    processes.run(new ChildProcess.Order(step.check(), workspace, environment(step), log, limit));
            return ending.exitCode().isPresent() && ending.exitCode().getAsInt() == 0;
        } catch (ProgramNotStarted e) {
            // The step itself will say so.
            return false;
        }
    }

    /**
     * @param logs a folder for what the steps print
     * @return a problem for each step that failed
     */
    public List<Problem> run(List<SetupStep> steps, Path workspace, Path logs)
            throws IOException, InterruptedException {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            SetupStep step = steps.get(i);
            Path log = Files.createDirectories(logs.resolve("setup-" + i));
            String trouble = trouble(step, workspace, log);
            if (!trouble.isEmpty()) {
                problems.add(Problem.of(
                        Problem.Kind.SETUP,
                        "Could not %s: %s. %s".formatted(step.description(), withoutStop(trouble), step.advice())));
            }
        }
        return problems;
    }

    /** As a part of a sentence, which has a full stop of its own. */
    private static String withoutStop(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    private String trouble(SetupStep step, Path workspace, Path log) throws InterruptedException {
        try {
            ChildProcess.Ending ending =
                    processes.run(new ChildProcess.Order(step.command(), workspace, environment(step), log, limit));
            if (ending.exitCode().isEmpty()) {
                return "'%s' was stopped after %d s".formatted(String.join(" ", step.command()), limit.toSeconds());
            }
            int exitCode = ending.exitCode().getAsInt();
            return exitCode == 0
                    ? ""
                    : "'%s' ended with exit code %d: %s"
                            .formatted(String.join(" ", step.command()), exitCode, reason(exitCode, ending));
        } catch (ProgramNotStarted e) {
            return e.what();
        }
    }

    private String reason(int exitCode, ChildProcess.Ending ending) {
        String printed = words(ending.stdout(), READ) + "\n" + words(ending.stderr(), READ);
        return adapter.buildFailure(exitCode, printed)
                .map(lines -> lines.substring(0, Math.min(EXCERPT, lines.length())))
                .orElseGet(() -> lastWords(ending));
    }

    private static String lastWords(ChildProcess.Ending ending) {
        return Stream.of(ending.stderr(), ending.stdout())
                .map(log -> words(log, EXCERPT))
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse("it printed nothing");
    }

    /** Colours alone are no words. */
    private static String words(ProcessLog log, int most) {
        return COLOUR.matcher(log.excerpt(most)).replaceAll("").strip();
    }

    /** Installing uses the user's own caches, so it gets the user's own home; the tests never do. */
    private SortedMap<String, String> environment(SetupStep step) {
        SortedMap<String, String> environment = new TreeMap<>(host.allowed());
        environment.put("HOME", host.userHome().toString());
        environment.putAll(step.environment());
        return environment;
    }
}
