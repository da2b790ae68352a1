package dev.flakydetector.cli;

import dev.flakydetector.failure.Algorithm;
import dev.flakydetector.failure.FailureCluster;
import dev.flakydetector.failure.TriageModel;
import dev.flakydetector.failure.TriageResult;
import dev.flakydetector.failure.TriageTraining;
import dev.flakydetector.failure.record.ReadingSummary;
import dev.flakydetector.failure.record.RecordFiles;
import dev.flakydetector.failure.report.ClustersHtml;
import dev.flakydetector.failure.report.ClustersJson;
import dev.flakydetector.render.Secrets;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flaky triage train}: failure records to clusters, a model and a page. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Groups failure records and writes clusters.json, model.bin and report.html.")
final class TriageTrainCommand implements Callable<Integer> {

    private static final String MODEL = "model.bin";
    private static final int SHOWN = 10;

    @Parameters(
            paramLabel = "RECORDS",
            description = "A folder, a zip, JSON or JSON lines (.gz too) of failure records, or a JUnit XML report.")
    private @Nullable String records;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write.")
    private @Nullable String out;

    @Option(
            names = "--algorithm",
            paramLabel = "NAME",
            description = "tokens, or ncd as published, for comparison (default: tokens).")
    private @Nullable String algorithm;

    @Option(names = "--format", paramLabel = "FORMAT", description = "console or json (default: console).")
    private @Nullable String format;

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
        String place = String.valueOf(records);
        if (place.startsWith("s3://")) {
            reader.problem("s3:// is read by the scheduled training alone: copy the records here first");
        } else if (!Files.exists(machine.path(place))) {
            reader.problem("RECORDS '%s' does not exist".formatted(place));
        }
        Path folder = machine.path(String.valueOf(out));
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            reader.problem("--out '%s' is a file: name a folder".formatted(out));
        }
        if (!reader.problems().isEmpty()) {
            return machine.refuse(reader.problems());
        }
        return train(chosen, machine.path(place), folder, json);
    }

    private static Optional<Boolean> isJson(String token) {
        return switch (token) {
            case "json" -> Optional.of(true);
            case "console" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private int train(Algorithm chosen, Path place, Path folder, boolean json) throws IOException {
        TriageTraining training = new TriageTraining(chosen, Secrets::mask);
        keepKeys(training, folder.resolve(MODEL));
        ReadingSummary reading = new RecordFiles(new JunitFailures(machine.workingFolder())).read(place, training);
        reading.problems().forEach(problem -> machine.err().println("flaky: " + problem));
        if (reading.unlisted() > 0) {
            machine.err().println("flaky: and %d more problems".formatted(reading.unlisted()));
        }
        if (training.failures() == 0) {
            return machine.refuse("%s holds no failure record".formatted(place));
        }
        if (chosen == Algorithm.NCD && training.failures() > TriageTraining.MOST_FOR_NCD) {
            return machine.refuse(
                    "--algorithm ncd compares all pairs of whole logs and takes at most %d failures, found %d:"
                                    .formatted(TriageTraining.MOST_FOR_NCD, training.failures())
                            + " use tokens");
        }
        TriageTraining.Trained trained = training.finish(reading);
        Files.createDirectories(folder);
        write(folder.resolve("clusters.json"), stream -> text(stream, to -> ClustersJson.write(trained.result(), to)));
        write(folder.resolve(MODEL), trained.model()::write);
        write(folder.resolve("report.html"), stream -> text(stream, to -> ClustersHtml.write(trained.result(), to)));
        if (json) {
            text(machine.out(), to -> ClustersJson.write(trained.result(), to));
            machine.out().println();
        } else {
            tell(trained.result(), folder);
        }
        return ExitCode.DONE.value();
    }

    /** A folder that was trained into before hands on the keys of its clusters. */
    private void keepKeys(TriageTraining training, Path model) {
        if (!Files.exists(model)) {
            return;
        }
        try (InputStream in = Files.newInputStream(model)) {
            training.keepingKeysOf(TriageModel.read(in));
        } catch (IOException e) {
            machine.err().println("flaky: the keys of %s are not kept: %s".formatted(model, e.getMessage()));
        }
    }

    /** Something that writes to a stream or to a writer. */
    private interface Writing<T> {
        void to(T target) throws IOException;
    }

    /** A reader sees the old file or the new one, never a part. */
    private static void write(Path file, Writing<OutputStream> content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
            content.to(stream);
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void text(OutputStream stream, Writing<Writer> content) throws IOException {
        Writer writer = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
        content.to(writer);
        writer.flush();
    }

    private void tell(TriageResult result, Path folder) {
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
        machine.out().println("Wrote clusters.json, model.bin and report.html to " + folder);
    }
}
