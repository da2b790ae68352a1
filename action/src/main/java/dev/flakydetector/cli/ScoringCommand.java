package dev.flakydetector.cli;

import dev.flakydetector.local.Registries;
import dev.flakydetector.machine.ExitCode;
import dev.flakydetector.machine.Machine;
import dev.flakydetector.scorer.registry.ModelFolder;
import dev.flakydetector.scorer.registry.UnreadableModel;
import dev.flakydetector.scorer.serving.PredictService;
import dev.flakydetector.scorer.serving.ServiceAnswer;
import dev.flakydetector.scorer.serving.ServiceAnswer.Answered;
import dev.flakydetector.scorer.serving.ServiceAnswer.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiFunction;

/** What predict and explain have in common: a model, a file of runs, an answer on standard output. */
final class ScoringCommand {

    private final Machine machine;

    ScoringCommand(Machine machine) {
        this.machine = machine;
    }

    int run(String model, String file, BiFunction<PredictService, byte[], ServiceAnswer> question) throws IOException {
        Path runs = machine.path(file);
        if (!Files.isRegularFile(runs)) {
            return machine.refuse("There is no file " + runs);
        }
        ModelFolder folder = Registries.model(machine, model);
        PredictService service;
        try {
            service = new PredictService(folder.id(), folder.load());
        } catch (UnreadableModel wrong) {
            return machine.refuse(String.valueOf(wrong.getMessage()));
        }
        ServiceAnswer answer = question.apply(service, Files.readAllBytes(runs));
        if (answer instanceof Refused refused) {
            return machine.refuse(refused.problems());
        }
        machine.out().println(((Answered) answer).json());
        return ExitCode.DONE.value();
    }
}
