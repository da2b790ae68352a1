package dev.flakydetector.cli;

import dev.flakydetector.domain.CompletedAttempt;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.history.RunHistory;
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
        footer = {"", "Exit codes: 1 it failed again; 0 it passed every time; 2 bad input; 3 it could not be run."})
final class ReplayCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DETECTION", description = "Its id, as detect and history print it.")
    private String id = "";

    @Option(
            names = "--attempt",
            paramLabel = "N",
            description = "Which attempt (default: the first in which the worst test failed).")
    private @Nullable String attempt;

    @Option(names = "--times", paramLabel = "K", description = "How often, 1 to 1000 (default: 1).")
    private @Nullable String times;

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
        if (!reader.problems().isEmpty()) {
            return machine.refuse(reader.problems());
        }
        try (RunHistory history = Stores.open(machine, store);
                LocalWiring wiring = LocalWiring.open(machine, store, id)) {
            Optional<Detection> detection = history.find(id);
            if (detection.isEmpty()) {
                return machine.refuse(Stores.unknown(id));
            }
            OptionalInt number = wanted.isPresent() ? OptionalInt.of(wanted.get()) : firstFailure(detection.get());
            if (number.isEmpty()) {
                return machine.refuse(
                        "Nothing failed in detection %s: name the attempt to run again with --attempt".formatted(id));
            }
            Optional<CompletedAttempt> recorded = history.attempt(id, number.getAsInt());
            if (recorded.isEmpty()) {
                return machine.refuse("Detection %s has no attempt %d: it ran %d"
                        .formatted(id, number.getAsInt(), detection.get().attemptsRun()));
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
