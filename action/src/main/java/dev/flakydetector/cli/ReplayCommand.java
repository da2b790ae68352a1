package dev.flakydetector.cli;

import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.local.Ids;
import dev.flakydetector.local.LocalReplay;
import dev.flakydetector.local.LocalWiring;
import dev.flakydetector.local.Stores;
import dev.flakydetector.machine.Machine;
import dev.flakydetector.machine.OptionReader;
import dev.flakydetector.pipeline.RequestDraft;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flaky replay}: runs a recorded attempt again, with the same seed, variation and order. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Runs a recorded failure again: same code, same seed, same variation, same order.",
        footer = {
            "",
            "After --no-store there is no DETECTION: --repo, --seed and --attempt name the run instead, with the",
            "same options as the detection's.",
            "",
            "Exit codes: 1 it failed again; 0 it passed every time; 2 bad input; 3 it could not be run."
        })
final class ReplayCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "DETECTION", description = "Its id, as detect and history print it.")
    private @Nullable String id;

    @Option(
            names = "--repo",
            paramLabel = "REPO",
            description = "Instead of DETECTION: the folder or URL whose tests ran.")
    private @Nullable String repository;

    @Option(
            names = "--attempt",
            paramLabel = "N",
            description = "Which attempt (default: the first in which the worst test failed).")
    private @Nullable String attempt;

    @Option(names = "--times", paramLabel = "K", description = "How often, 1 to 1000 (default: 1).")
    private @Nullable String times;

    @Mixin
    private RunOptions options = new RunOptions();

    @Mixin
    private StoreOptions store = new StoreOptions();

    private final Machine machine;

    ReplayCommand(Machine machine) {
        this.machine = machine;
    }

    @Override
    public Integer call() throws Exception {
        OptionReader reader = new OptionReader();
        Optional<Integer> wanted = reader.number("--attempt", attempt, 0, DetectionRequest.MAX_RUNS - 1);
        int repeats =
                reader.number("--times", times, 1, DetectionRequest.MAX_RUNS).orElse(1);
        if (id == null && repository == null) {
            reader.problem("DETECTION is missing: name one, or say with --repo, --seed and --attempt what to run");
        } else if (id != null && repository != null) {
            reader.problem("DETECTION and --repo contradict each other: give one");
        } else if (id != null) {
            options.given()
                    .ifPresent(option -> reader.problem("DETECTION says it all: leave %s out".formatted(option)));
        }
        Optional<Seed> base = options.seed(reader);
        RequestDraft draft = draft(reader, base, wanted);
        if (!reader.problems().isEmpty()) {
            return machine.refuse(reader.problems());
        }
        return id == null
                ? anew(draft, base.orElseThrow(), wanted.orElseThrow(), repeats)
                : stored(id, wanted, repeats);
    }

    private RequestDraft draft(OptionReader reader, Optional<Seed> base, Optional<Integer> wanted) {
        if (repository != null && attempt == null) {
            reader.problem("--repo needs --attempt: which of the runs is it?");
        }
        if (repository != null && options.isWithoutSeed()) {
            reader.problem("--repo needs --seed: the base seed of the detection");
        }
        return new RequestDraft(
                repository == null ? "" : repository,
                options.ref(),
                options.testCommand(reader),
                options.framework(reader),
                wanted.map(number -> number + 1),
                Optional.of(1),
                base,
                options.timeout(reader),
                Optional.of(StopRule.CAP),
                options.vary(reader));
    }

    private int anew(RequestDraft draft, Seed base, int number, int repeats) throws Exception {
        try (LocalWiring wiring = LocalWiring.open(machine, store.place(machine), Ids.newDetection(machine.chance()))) {
            return new LocalReplay(machine, wiring)
                    .run(draft, base, number, repeats)
                    .value();
        }
    }

    private int stored(String detectionId, Optional<Integer> wanted, int repeats) throws Exception {
        try (RunHistory history = Stores.open(machine, store.place(machine));
                LocalWiring wiring = LocalWiring.open(machine, store.place(machine), detectionId)) {
            Optional<Detection> detection = history.find(detectionId);
            if (detection.isEmpty()) {
                return machine.refuse(Stores.unknown(detectionId));
            }
            OptionalInt number = wanted.isPresent() ? OptionalInt.of(wanted.get()) : firstFailure(detection.get());
            if (number.isEmpty()) {
                return machine.refuse("Nothing failed in detection %s: name the attempt to run again with --attempt"
                        .formatted(detectionId));
            }
            Optional<CompletedAttempt> recorded = history.attempt(detectionId, number.getAsInt());
            if (recorded.isEmpty()) {
                return machine.refuse("Detection %s has no attempt %d: it ran %d"
                        .formatted(
                                detectionId, number.getAsInt(), detection.get().attemptsRun()));
            }
            return new LocalReplay(machine, wiring)
                    .run(detection.get(), recorded.get(), repeats)
                    .value();
        }
    }

    private static OptionalInt firstFailure(Detection detection) {
        return detection.tests().stream()
                .flatMap(test -> test.failingAttempts().stream())
                .mapToInt(failing -> failing.number())
                .findFirst();
    }
}
