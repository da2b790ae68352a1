package dev.flakydetector.cli;

import dev.flakydetector.local.Registries;
import dev.flakydetector.machine.ExitCode;
import dev.flakydetector.machine.Machine;
import dev.flakydetector.scorer.registry.Comparison;
import dev.flakydetector.scorer.registry.Merit;
import dev.flakydetector.scorer.registry.ModelFolder;
import dev.flakydetector.scorer.registry.ModelRegistry;
import dev.flakydetector.scorer.registry.UnreadableModel;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code flaky models}: what the registry holds, which of two models is better, and which one is in use. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "Lists, compares and promotes models of p_fail.")
final class ModelsCommand implements Runnable {

    private static final long SEED = 42;

    @Option(
            names = "--in",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Folder of models, or s3://BUCKET/PREFIX (default: models).")
    private String folder = "models";

    @Spec
    private CommandSpec spec;

    private final Machine machine;

    ModelsCommand(Machine machine) {
        this.machine = machine;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name one of: list, compare, promote");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the models of the folder.")
    int list() throws IOException {
        List<String> promoted = registry().promoted();
        List<ModelFolder> models = registry().models();
        if (models.isEmpty()) {
            machine.out().println("There is no model here yet: 'flaky train' makes one.");
        }
        for (ModelFolder model : models) {
            int place = promoted.indexOf(model.id());
            String role = place == 0 ? "production" : place > 0 ? "was in production" : "";
            machine.out()
                    .println("%-18s %-20s %s"
                            .formatted(model.id(), model.load().algorithm(), role)
                            .stripTrailing());
        }
        return ExitCode.DONE.value();
    }

    @Command(
            name = "compare",
            mixinStandardHelpOptions = true,
            description = "Compares two models on the runs that both held back, by a paired test.")
    int compare(
            @Parameters(paramLabel = "CANDIDATE", description = "Name of a model, or its beginning.") String candidate,
            @Option(
                            names = "--with",
                            defaultValue = "production",
                            paramLabel = "MODEL",
                            description = "The other one (default: production).")
                    String other)
            throws IOException {
        Optional<ModelFolder> first = registry().find(candidate);
        Optional<ModelFolder> second = registry().find(other);
        if (first.isEmpty() || second.isEmpty()) {
            return machine.refuse(unknown(first.isEmpty() ? candidate : other));
        }
        try {
            machine.out()
                    .print(Comparison.of(first.orElseThrow(), second.orElseThrow(), SEED)
                            .text());
        } catch (UnreadableModel wrong) {
            return machine.refuse(String.valueOf(wrong.getMessage()));
        }
        return ExitCode.DONE.value();
    }

    @Command(
            name = "promote",
            mixinStandardHelpOptions = true,
            description =
                    "Puts a model into use, unless it is worse than the one in use or than none, or asks for more.")
    int promote(
            @Parameters(paramLabel = "CANDIDATE", description = "Name of a model, or its beginning.") String candidate,
            @Option(names = "--force", description = "Even if it is worse, or asks for more.") boolean force)
            throws IOException {
        Optional<ModelFolder> found = registry().find(candidate);
        if (found.isEmpty()) {
            return machine.refuse(unknown(candidate));
        }
        ModelFolder model = found.orElseThrow();
        Optional<ModelFolder> current = registry().production();
        try {
            model.load();
            String objections = force ? "" : objections(model, current);
            if (!objections.isEmpty()) {
                machine.err().print(objections);
                machine.err().println("flaky: not promoted; --force promotes it all the same");
                return ExitCode.FINDING.value();
            }
        } catch (UnreadableModel wrong) {
            return machine.refuse(String.valueOf(wrong.getMessage()));
        }
        registry().promote(model);
        machine.out().println("In production: " + model.id());
        return ExitCode.DONE.value();
    }

    private static String objections(ModelFolder model, Optional<ModelFolder> current) throws IOException {
        StringBuilder objections = new StringBuilder();
        Merit merit = Merit.of(model);
        if (!merit.beatsTheBaseRate()) {
            objections.append(merit.complaint()).append('\n');
        }
        if (current.isPresent()) {
            Comparison comparison = Comparison.of(model, current.orElseThrow(), SEED);
            if (comparison.isWorse() || !comparison.isCompatible()) {
                objections.append(comparison.text());
            }
        }
        return objections.toString();
    }

    private ModelRegistry registry() {
        return Registries.at(machine, folder);
    }

    private String unknown(String name) {
        return "There is no model '%s' in %s, or several whose names begin so: 'flaky models list' shows them"
                .formatted(name, folder);
    }
}
