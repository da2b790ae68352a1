package dev.flakydetector.cli;

import dev.flakydetector.failure.Algorithm;
import dev.flakydetector.failure.FailureCluster;
import dev.flakydetector.failure.TriageResult;
import dev.flakydetector.failure.TriageTraining;
import dev.flakydetector.failure.record.ReadingSummary;
import dev.flakydetector.failure.report.ClustersJson;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.local.Repositories;
import dev.flakydetector.local.Stores;
import dev.flakydetector.machine.ExitCode;
import dev.flakydetector.machine.Machine;
import dev.flakydetector.machine.OptionReader;
import dev.flakydetector.remote.BucketFolder;
import dev.flakydetector.remote.RemoteTrouble;
import dev.flakydetector.triage.HistoryFailures;
import dev.flakydetector.triage.TriageFolder;
import dev.flakydetector.triage.TriageRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flaky triage train}: failure records to clusters, a model and a page. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Groups failure records and writes clusters.json, model.bin and report.html.")
final class TriageTrainCommand implements Callable<Integer> {

    private static final int SHOWN = 10;

    @Parameters(
            arity = "0..1",
            paramLabel = "RECORDS",
            description =
                    "A folder, a zip, JSON or JSON lines (.gz too) of failure records, or JUnit XML reports; also as s3://BUCKET/KEY.")
    private @Nullable String records;

    @Option(
            names = "--from-history",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "REPO",
            description =
                    "Also read the failures of stored detections, of this repository alone if one is named; what was found flaky is known as a false alarm.")
    private @Nullable String fromHistory;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where to write; also as s3://BUCKET/KEY.")
    private @Nullable String out;

    @Option(
            names = "--algorithm",
            paramLabel = "NAME",
            description = "tokens, or ncd as published, for comparison (default: tokens).")
    private @Nullable String algorithm;

    @Option(names = "--format", paramLabel = "FORMAT", description = "console or json (default: console).")
    private @Nullable String format;

    @Mixin
    private StoreOptions store = new StoreOptions();

    private final Machine machine;

    TriageTrainCommand(Machine machine) {
        this.machine = machine;
    }

    @Override
    public Integer call() throws Exception {
        OptionReader reader = new OptionReader();
        Algorithm chosen = reader.word("--algorithm", algorithm, Algorithm::byToken, Algorithm.tokens())
                .orElse(Algorithm.TOKENS);
        boolean json = reader.word("--format", format, TriageTrainCommand::isJson, List.of("console", "json"))
                .orElse(false);
        try (TriagePlaces places = new TriagePlaces(machine)) {
            if (records != null) {
                places.check("RECORDS", records, reader);
            } else if (fromHistory == null) {
                reader.problem("RECORDS is missing: name a folder or file of failures, or take --from-history");
            }
            places.checkFolder("--out", String.valueOf(out), reader);
            if (!reader.problems().isEmpty()) {
                return machine.refuse(reader.problems());
            }
            return train(chosen, places, json);
        } catch (RemoteTrouble e) {
            return machine.refuse(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Boolean> isJson(String token) {
        return switch (token) {
            case "json" -> Optional.of(true);
            case "console" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private int train(Algorithm chosen, TriagePlaces places, boolean json) throws IOException {
        TriageRun run = new TriageRun(chosen, machine.workingFolder());
        String target = String.valueOf(out);
        keepKeys(run, places, target);
        read(run, places);
        tell(run.reading());
        if (run.failures() == 0) {
            return machine.refuse(
                    records == null
                            ? "the store holds no detection with failures"
                            : "%s holds no failure record".formatted(records));
        }
        if (chosen == Algorithm.NCD && run.failures() > TriageTraining.MOST_FOR_NCD) {
            return machine.refuse(
                    "--algorithm ncd compares all pairs of whole logs and takes at most %d failures, found %d:"
                                    .formatted(TriageTraining.MOST_FOR_NCD, run.failures())
                            + " use tokens");
        }
        TriageTraining.Trained trained = run.finish();
        Path folder = places.writable(target);
        TriageFolder.write(trained, folder);
        places.publish(folder, target);
        if (json) {
            PrintWriter writer = new PrintWriter(machine.out(), false, StandardCharsets.UTF_8);
            ClustersJson.write(trained.result(), writer);
            writer.flush();
            machine.out().println();
        } else {
            tell(trained.result(), target);
        }
        return ExitCode.DONE.value();
    }

    private void read(TriageRun run, TriagePlaces places) throws IOException {
        if (records != null) {
            BucketFolder.Copy copy = places.readable(records);
            copy.leftOut().forEach(one -> run.missed(one.key(), one.reason()));
            run.read(copy.place());
        }
        if (fromHistory != null) {
            try (RunHistory history = Stores.open(machine, store.place(machine))) {
                run.read(
                        fromHistory.isEmpty()
                                ? HistoryFailures.ofAll(history)
                                : HistoryFailures.of(history, Repositories.asStored(fromHistory, machine)));
            }
        }
    }

    /** A folder that was trained into before hands on the keys of its clusters. */
    private void keepKeys(TriageRun run, TriagePlaces places, String target) throws IOException {
        Path model = places.model(target);
        if (!Files.exists(model)) {
            return;
        }
        try {
            run.keepKeysOf(TriageFolder.read(model));
        } catch (IOException e) {
            machine.err().println("flaky: the keys of %s are not kept: %s".formatted(target, e.getMessage()));
        }
    }

    private void tell(ReadingSummary reading) {
        reading.problems().forEach(problem -> machine.err().println("flaky: " + problem));
        if (reading.unlisted() > 0) {
            machine.err().println("flaky: and %d more problems".formatted(reading.unlisted()));
        }
    }

    private void tell(TriageResult result, String target) {
        int clustered =
                result.clusters().stream().mapToInt(FailureCluster::size).sum();
        machine.out()
                .println("%d failures: %d in %d clusters, %d like no other."
                        .formatted(
                                clustered + result.noise().size(),
                                clustered,
                                result.clusters().size(),
                                result.noise().size()));
        for (FailureCluster cluster : result.clusters().stream().limit(SHOWN).toList()) {
            machine.out().println("%5d  %s  %s".formatted(cluster.size(), cluster.key(), cluster.name()));
        }
        machine.out().println(result.signal().sentence());
        machine.out().println("Wrote clusters.json, model.bin and report.html to " + target);
    }
}
