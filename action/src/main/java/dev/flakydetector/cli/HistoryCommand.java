package dev.flakydetector.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.history.DetectionQuery;
import dev.flakydetector.history.DetectionSummary;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.history.TestSighting;
import dev.flakydetector.local.Repositories;
import dev.flakydetector.local.Stores;
import dev.flakydetector.machine.ExitCode;
import dev.flakydetector.machine.Machine;
import dev.flakydetector.machine.OptionReader;
import dev.flakydetector.render.console.TestOutlook;
import dev.flakydetector.render.json.HistoryJson;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flaky history}: past detections, or one test's past. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = "Lists past detections, newest first, or how one test did in them.")
final class HistoryCommand implements Callable<Integer> {

    private static final int MOST = 1_000;

    @Parameters(arity = "0..1", paramLabel = "REPO", description = "Only detections of this folder or URL.")
    private @Nullable String repository;

    @Option(
            names = "--test",
            paramLabel = "ID",
            description = "How this test did in the detections of REPO in which it failed.")
    private @Nullable String test;

    @Option(names = "--limit", paramLabel = "N", description = "How many, 1 to 1000 (default: 20).")
    private @Nullable String limit;

    @Option(names = "--format", paramLabel = "FORMAT", description = "console or json (default: console).")
    private @Nullable String format;

    @Mixin
    private StoreOptions store = new StoreOptions();

    private final Machine machine;

    HistoryCommand(Machine machine) {
        this.machine = machine;
    }

    @Override
    public Integer call() throws Exception {
        OptionReader reader = new OptionReader();
        int most = reader.number("--limit", limit, 1, MOST).orElse(20);
        boolean json = reader.word("--format", format, HistoryCommand::isJson, List.of("console", "json"))
                .orElse(false);
        if (test != null && repository == null) {
            reader.problem("--test needs REPO: name the folder or URL whose test it is");
        }
        if (!reader.problems().isEmpty()) {
            return machine.refuse(reader.problems());
        }
        Optional<String> where = Optional.ofNullable(repository).map(text -> Repositories.asStored(text, machine));
        try (RunHistory history = Stores.open(machine, store.place(machine))) {
            if (test == null) {
                List<DetectionSummary> found = history.recent(new DetectionQuery(where, Optional.empty(), most));
                tellDetections(found, json);
            } else {
                TestId id = TestId.parse(test);
                tellSightings(history.timeline(where.orElseThrow(), id, most), id, history, json);
            }
        }
        return ExitCode.DONE.value();
    }

    private static Optional<Detection> newest(List<TestSighting> sightings, RunHistory history) {
        return sightings.stream().findFirst().flatMap(sighting -> history.find(sighting.detectionId()));
    }

    private static Optional<Boolean> isJson(String token) {
        return switch (token) {
            case "json" -> Optional.of(true);
            case "console" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private void tellDetections(List<DetectionSummary> detections, boolean json) {
        if (json) {
            machine.out().println(HistoryJson.detections(detections).toPrettyString());
            return;
        }
        if (detections.isEmpty()) {
            machine.out().println("No detection is stored here yet.");
        }
        for (DetectionSummary detection : detections) {
            machine.out()
                    .println("%-14s %s  %-9s %-9s %4d of %4d runs failed  %s"
                            .formatted(
                                    detection.detectionId(),
                                    detection
                                            .startedAt()
                                            .toString()
                                            .substring(0, 16)
                                            .replace('T', ' '),
                                    detection.status(),
                                    detection.severity(),
                                    detection.failures(),
                                    detection.totalRuns(),
                                    detection.repository()));
        }
    }

    private void tellSightings(List<TestSighting> sightings, TestId id, RunHistory history, boolean json) {
        Optional<Detection> newest = newest(sightings, history);
        if (json) {
            ObjectNode document = HistoryJson.sightings(sightings);
            newest.ifPresent(detection -> HistoryJson.addOutlook(document, detection, id));
            machine.out().println(document.toPrettyString());
            return;
        }
        if (sightings.isEmpty()) {
            machine.out().println("No stored detection saw this test fail.");
        }
        for (TestSighting sighting : sightings) {
            machine.out()
                    .println(String.format(
                            Locale.ROOT,
                            "%-14s %s  %-12s %-9s %4d of %4d runs failed",
                            sighting.detectionId(),
                            sighting.startedAt().toString().substring(0, 16).replace('T', ' '),
                            sighting.verdict(),
                            sighting.severity(),
                            sighting.rate().failures(),
                            sighting.rate().runs()));
        }
        newest.map(detection -> new TestOutlook(detection, id))
                .ifPresent(outlook -> outlook.lines().forEach(machine.out()::println));
    }
}
