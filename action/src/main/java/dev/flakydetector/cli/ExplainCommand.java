package dev.flakydetector.cli;

import dev.flakydetector.machine.Machine;
import dev.flakydetector.scorer.serving.PredictService;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flaky explain}: what raises and what lowers the risk of each planned run. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Prints what each feature adds to the probability that a run fails, as JSON.")
final class ExplainCommand implements Callable<Integer> {

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            description =
                    "Folder that 'flaky train' printed, or s3://…; a registry stands for its model in production.")
    private String model = "";

    @Parameters(
            paramLabel = "FILE",
            description = "JSON: {\"runs\": [{…}], \"threshold\": 0.5, \"top_k\": 0, \"baseline\": \"batch\"};"
                    + " baseline training compares with the model's training runs instead.")
    private String file = "";

    private final Machine machine;

    ExplainCommand(Machine machine) {
        this.machine = machine;
    }

    @Override
    public Integer call() throws Exception {
        return new ScoringCommand(machine).run(model, file, PredictService::explain);
    }
}
