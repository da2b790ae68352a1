package dev.flakydetector.cli;

import dev.flakydetector.failure.Decision;
import dev.flakydetector.failure.TriageModel;
import dev.flakydetector.failure.record.FailureRecord;
import dev.flakydetector.failure.record.ReadingSummary;
import dev.flakydetector.failure.record.RecordFiles;
import dev.flakydetector.failure.report.ClustersJson;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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

    @Option(names = "--model", required = true, paramLabel = "DIR", description = "What 'flaky triage train' wrote.")
    private @Nullable String model;

    @Option(
            names = "--threshold",
            paramLabel = "P",
            description = "From which chance of a false alarm on a flake is likely (default: 0.4).")
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
        files.stream()
                .filter(file -> !Files.exists(machine.path(file)))
                .forEach(file -> reader.problem("'%s' does not exist".formatted(file)));
        if (!reader.problems().isEmpty()) {
            return machine.refuse(reader.problems());
        }
        Path folder = machine.path(String.valueOf(model));
        Path file = Files.isDirectory(folder) ? folder.resolve("model.bin") : folder;
        TriageModel loaded;
        try (InputStream in = Files.newInputStream(file)) {
            loaded = TriageModel.read(in);
        } catch (NoSuchFileException e) {
            return machine.refuse(
                    "--model '%s' holds no model.bin: make one with 'flaky triage train'".formatted(model));
        } catch (EOFException e) {
            return machine.refuse("Cannot read %s: it is cut off; train again".formatted(file));
        } catch (IOException e) {
            return machine.refuse("Cannot read %s: %s".formatted(file, e.getMessage()));
        }
        return classify(loaded, likely);
    }

    private double probability(OptionReader reader) {
        if (threshold == null) {
            return Decision.THRESHOLD;
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

    private int classify(TriageModel loaded, double likely) throws IOException {
        RecordFiles records = new RecordFiles(new JunitFailures(machine.workingFolder()));
        int failures = 0;
        for (String file : files) {
            ReadingSummary reading = records.read(machine.path(file), failure -> tell(failure, loaded, likely));
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
