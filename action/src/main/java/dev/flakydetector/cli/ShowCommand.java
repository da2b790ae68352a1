package dev.flakydetector.cli;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.local.ReportTarget;
import dev.flakydetector.local.ReportWriter;
import dev.flakydetector.local.Stores;
import dev.flakydetector.machine.ExitCode;
import dev.flakydetector.machine.Machine;
import dev.flakydetector.machine.OptionReader;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code flaky show}: a stored detection, as it was first reported or in another form. */
@Command(name = "show", mixinStandardHelpOptions = true, description = "Shows a stored detection.")
final class ShowCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DETECTION", description = "Its id, as detect and history print it.")
    private String id = "";

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Mixin
    private ReportOptions report = new ReportOptions();

    private final Machine machine;

    ShowCommand(Machine machine) {
        this.machine = machine;
    }

    @Override
    public Integer call() throws Exception {
        OptionReader reader = new OptionReader();
        Optional<ReportTarget> target = report.read(reader, machine);
        if (!reader.problems().isEmpty()) {
            return machine.refuse(reader.problems());
        }
        try (RunHistory history = Stores.open(machine, store.place(machine))) {
            Optional<Detection> detection = history.find(id);
            if (detection.isEmpty()) {
                return machine.refuse(Stores.unknown(id));
            }
            ReportWriter.write(detection.get(), history, target.orElseThrow(), machine);
            return ExitCode.DONE.value();
        }
    }
}
