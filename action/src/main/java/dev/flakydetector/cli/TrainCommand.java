package dev.flakydetector.cli;

import dev.flakydetector.history.RunHistory;
import dev.flakydetector.local.Registries;
import dev.flakydetector.local.Repositories;
import dev.flakydetector.local.Stores;
import dev.flakydetector.machine.ExitCode;
import dev.flakydetector.machine.Machine;
import dev.flakydetector.machine.OptionReader;
import dev.flakydetector.scorer.feature.DatasetDescription;
import dev.flakydetector.scorer.feature.DatasetDescription.Join;
import dev.flakydetector.scorer.feature.DatasetFile;
import dev.flakydetector.scorer.feature.RowExtractor;
import dev.flakydetector.scorer.feature.RowExtractor.Extraction;
import dev.flakydetector.scorer.feature.RunRows;
import dev.flakydetector.scorer.feature.RunTable;
import dev.flakydetector.scorer.feature.RunTableReader;
import dev.flakydetector.scorer.past.HistoryTraining;
import dev.flakydetector.scorer.registry.MetricsText;
import dev.flakydetector.scorer.registry.ModelFolder;
import dev.flakydetector.scorer.registry.Publication;
import dev.flakydetector.scorer.table.UnreadableTable;
import dev.flakydetector.scorer.training.Training;
import dev.flakydetector.scorer.training.TrainingRequest;
import dev.flakydetector.scorer.training.TrainingRequest.SplitKind;
import dev.flakydetector.scorer.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flaky train}: a model of p_fail from a run data set. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Trains a model of the probability that a run fails, judges it, and prints its folder last.")
final class TrainCommand implements Callable<Integer> {

    private static final int SEED = 42;
    private static final int BIGGEST_SEED = 1_000_000;

    @Parameters(arity = "0..*", paramLabel = "CSV", description = "Run data set; several files need equal columns.")
    private List<String> files = List.of();

    @Option(
            names = "--from-history",
            paramLabel = "REPO",
            description = "Instead of CSV: what the store knows of this folder's or URL's tests.")
    private @Nullable String repository;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Folder of models, or s3://BUCKET/PREFIX (with --from-history the default is the store's models folder).")
    private @Nullable String out;

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Option(
            names = "--dataset",
            paramLabel = "YAML",
            description = "What the columns mean (default: end-to-end runs, see samples/data).")
    private @Nullable String dataset;

    @Option(
            names = "--split",
            paramLabel = "SPLIT",
            description = "stratified (a random fifth is held out), forward (five growing windows of time) or last (the"
                    + " last fifth of time; default: stratified, and last with --from-history).")
    private @Nullable String split;

    @Option(names = "--test-rows", paramLabel = "FILE", description = "Held-out rows, counted from 0, one a line.")
    private @Nullable String testRows;

    @Option(names = "--features", paramLabel = "F,…", split = ",", description = "Only these features.")
    private List<String> features = List.of();

    @Option(names = "--exclude-leaky", description = "Leave out features that look measured during the run.")
    private boolean excludeLeaky;

    @Option(names = "--seed", paramLabel = "S", description = "Every random choice follows from it (default: 42).")
    private @Nullable String seed;

    /** Kept, since a logger that nobody holds forgets its level. */
    private final Logger tribuo = Logger.getLogger("org.tribuo");

    private final Machine machine;

    TrainCommand(Machine machine) {
        this.machine = machine;
    }

    @Override
    public Integer call() throws Exception {
        OptionReader reader = new OptionReader();
        int base = reader.number("--seed", seed, 0, BIGGEST_SEED).orElse(SEED);
        SplitKind kind = reader.word("--split", split, TrainCommand::splitOf, List.of("stratified", "forward", "last"))
                .orElse(repository == null ? SplitKind.STRATIFIED : SplitKind.LAST);
        checkSource(reader);
        missingFiles().forEach(path -> reader.problem("There is no file " + path));
        if (!reader.problems().isEmpty()) {
            return machine.refuse(reader.problems());
        }
        try {
            Source source = repository == null ? dataSet() : history(repository);
            return train(
                    source, new TrainingRequest(kind, heldOutRows(source.rows().size()), excludeLeaky, base));
        } catch (UnreadableTable wrong) {
            return machine.refuse(wrong.problem());
        } catch (IllegalArgumentException wrong) {
            return machine.refuse(String.valueOf(wrong.getMessage()).lines().toList());
        }
    }

    private void checkSource(OptionReader reader) {
        if (repository == null && files.isEmpty()) {
            reader.problem("CSV is missing: name a run data set, or --from-history REPO");
        }
        if (repository == null && out == null) {
            reader.problem("--out is missing: name the folder of models");
        }
        if (repository != null && (!files.isEmpty() || dataset != null || testRows != null || !features.isEmpty())) {
            reader.problem("--from-history brings its own rows: leave CSV, --dataset, --test-rows and --features out");
        }
    }

    /** Rows to learn from, and what they are called by their content. */
    private record Source(RunRows rows, String sha256) {}

    private Source dataSet() throws UnreadableTable, IOException {
        DatasetDescription description = dataset == null
                ? DatasetDescription.endToEnd()
                : DatasetFile.parse(Files.readString(machine.path(dataset)));
        RunTable table = read(description);
        RowExtractor extractor = new RowExtractor(table, description);
        Extraction extraction = features.isEmpty() ? extractor.extract() : extractor.extractNamed(features);
        RunRows rows = extraction
                .runs()
                .orElseThrow(() -> new IllegalArgumentException(String.join("\n", extraction.problems())));
        return new Source(rows, table.sha256());
    }

    private Source history(String where) {
        try (RunHistory history = Stores.open(machine, store.place(machine))) {
            HistoryTraining training = HistoryTraining.of(
                    history,
                    Repositories.asStored(where, machine),
                    machine.clock().instant());
            if (!training.isEnough()) {
                throw new IllegalArgumentException(
                        "The store knows %d runs of tests of %s, %d of which failed, which is too little to learn from: run 'flaky detect' more often"
                                .formatted(training.rows().size(), where, training.failures()));
            }
            return new Source(training.rows(), training.sha256());
        }
    }

    private int train(Source source, TrainingRequest request) throws IOException {
        tribuo.setLevel(Level.WARNING);
        Instant started = machine.clock().instant();
        TrainingResult result = new Training(request, machine.err()::println).train(source.rows());
        Publication publication = Publication.of(result, source.sha256());
        String registry = out == null ? Registries.ofStore(store.place(machine)) : out;
        ModelFolder model = Registries.at(machine, registry).add(publication);
        new Tracking(machine).record(result, publication, model, started);
        machine.out().print(MetricsText.of(result));
        machine.out().println(model.location());
        return ExitCode.DONE.value();
    }

    private static Optional<SplitKind> splitOf(String token) {
        return Arrays.stream(SplitKind.values())
                .filter(kind -> kind.name().equalsIgnoreCase(token))
                .findFirst();
    }

    private List<Path> missingFiles() {
        List<String> named = new ArrayList<>(files);
        if (dataset != null) {
            named.add(dataset);
        }
        if (testRows != null) {
            named.add(testRows);
        }
        return named.stream()
                .map(machine::path)
                .filter(path -> !Files.isRegularFile(path))
                .toList();
    }

    private RunTable read(DatasetDescription description) throws UnreadableTable, IOException {
        List<Path> paths = files.stream().map(machine::path).toList();
        RunTableReader reader = new RunTableReader();
        if (description.join().isEmpty()) {
            return reader.read(paths);
        }
        Join join = description.join().orElseThrow();
        Path other = paths.get(0).resolveSibling(join.file());
        if (!Files.isRegularFile(other)) {
            throw new IllegalArgumentException("There is no file %s, which the data set joins".formatted(other));
        }
        return reader.read(paths, other, join.keys());
    }

    private Optional<int[]> heldOutRows(int rows) throws IOException {
        if (testRows == null) {
            return Optional.empty();
        }
        TreeSet<Integer> numbers = new TreeSet<>();
        for (String line : Files.readAllLines(machine.path(testRows))) {
            if (!line.isBlank()) {
                numbers.add(rowNumber(line.strip(), rows));
            }
        }
        if (numbers.isEmpty() || numbers.size() >= rows) {
            throw new IllegalArgumentException("--test-rows must hold out some rows, and not all");
        }
        return Optional.of(numbers.stream().mapToInt(Integer::intValue).toArray());
    }

    private static int rowNumber(String text, int rows) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 0 && number < rows) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below together with numbers out of bounds.
        }
        throw new IllegalArgumentException("--test-rows: '%s' is not a row from 0 to %d".formatted(text, rows - 1));
    }
}
