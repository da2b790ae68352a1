package dev.flakydetector.cli;

import dev.flakydetector.config.ConfigFile;
import dev.flakydetector.config.ConfigResult;
import dev.flakydetector.failure.Decision;
import dev.flakydetector.failure.TriageModel;
import dev.flakydetector.failure.record.FailureRecord;
import dev.flakydetector.failure.record.ReadingSummary;
import dev.flakydetector.failure.record.RecordFiles;
import dev.flakydetector.failure.report.ClustersJson;
import dev.flakydetector.machine.ExitCode;
import dev.flakydetector.machine.Machine;
import dev.flakydetector.machine.OptionReader;
import dev.flakydetector.remote.RemoteTrouble;
import dev.flakydetector.triage.JunitFailures;
import dev.flakydetector.triage.TriageFolder;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flaky triage classify}: which cluster new failures belong to. */
@Command(
        name = "classify",
        mixinStandardHelpOptions = true,
        description = "Tells which cluster each new failure belongs to, one line of JSON each.")
final class TriageClassifyCommand implements Callable<Integer> {

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            description = "What 'flaky triage train' wrote; also as s3://BUCKET/KEY.")
    private @Nullable String model;

    @Option(
            names = "--threshold",
            paramLabel = "P",
            description =
                    "From which chance of a false alarm on a flake is likely (default: false_positive_threshold of .flaky-detector.yml here, else 0.4).")
    private @Nullable String threshold;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Failure records, as for training.")
    private List<String> files = List.of();

    private final Machine machine;

    TriageClassifyCommand(Machine machine) {
        this.machine = machine;
    }

    @Override
    public Integer call() throws Exception {
        OptionReader reader = new OptionReader();
        double likely = probability(reader);
        try (TriagePlaces places = new TriagePlaces(machine)) {
            files.forEach(file -> places.check("FILE", file, reader));
            places.checkReadable("--model", String.valueOf(model), reader);
            if (!reader.problems().isEmpty()) {
                return machine.refuse(reader.problems());
            }
            Path file = places.model(String.valueOf(model));
            if (!Files.exists(file)) {
                return machine.refuse(
                        "--model '%s' holds no model.bin: make one with 'flaky triage train'".formatted(model));
            }
            TriageModel loaded;
            try {
                loaded = TriageFolder.read(file);
            } catch (IOException e) {
                return machine.refuse("Cannot read %s: %s".formatted(file, e.getMessage()));
            }
            return classify(loaded, likely, places);
        } catch (RemoteTrouble e) {
            return machine.refuse(String.valueOf(e.getMessage()));
        }
    }

    /** As given, else as the project says that lies here. */
    private double probability(OptionReader reader) throws IOException {
        if (threshold == null) {
            ConfigResult config = ConfigFile.of(machine.workingFolder());
            config.problems().forEach(reader::problem);
            return config.config().falsePositiveThreshold().orElse(Decision.THRESHOLD);
        }
        try {
            double value = Double.parseDouble(threshold);
            if (0 <= value && value <= 1) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below together with numbers out of bounds.
        }
        reader.problem("--threshold must be a number from 0 to 1, found '%s'".formatted(threshold));
        return Decision.THRESHOLD;
    }

    private int classify(TriageModel loaded, double likely, TriagePlaces places) throws IOException {
        RecordFiles records = new RecordFiles(new JunitFailures(machine.workingFolder()));
        int failures = 0;
        for (String file : files) {
            ReadingSummary reading =
                    records.read(places.readable(file).place(), failure -> tell(failure, loaded, likely));
            reading.problems().forEach(problem -> machine.err().println("flaky: " + problem));
            failures += reading.failures();
        }
        return failures > 0
                ? ExitCode.DONE.value()
                : machine.refuse("no failure record found in " + String.join(", ", files));
    }

    private void tell(FailureRecord failure, TriageModel loaded, double likely) {
        StringWriter line = new StringWriter();
        try {
            ClustersJson.write(failure.id(), loaded.classify(failure.log()), likely, line);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to memory", e);
        }
        machine.out().println(line);
    }
}
