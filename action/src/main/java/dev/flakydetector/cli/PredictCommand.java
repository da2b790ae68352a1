package dev.flakydetector.cli;

import dev.flakydetector.machine.Machine;
import dev.flakydetector.scorer.serving.PredictService;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flaky predict}: the probability that each planned run fails. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = "Prints the probability that each run of FILE fails, as JSON.")
final class PredictCommand implements Callable<Integer> {

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            description =
                    "Folder that 'flaky train' printed, or s3://…; a registry stands for its model in production.")
    private String model = "";

    @Parameters(paramLabel = "FILE", description = "JSON: {\"runs\": [{…}], \"threshold\": 0.5}.")
    private String file = "";

    private final Machine machine;

    PredictCommand(Machine machine) {
        this.machine = machine;
    }

    @Override
    public Integer call() throws Exception {
        return new ScoringCommand(machine).run(model, file, PredictService::predict);
    }
}
