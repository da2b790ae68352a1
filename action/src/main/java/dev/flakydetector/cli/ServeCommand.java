package dev.flakydetector.cli;

import dev.flakydetector.api.Api;
import dev.flakydetector.api.ApiParts;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.local.Ids;
import dev.flakydetector.local.LocalInsights;
import dev.flakydetector.local.LocalLauncher;
import dev.flakydetector.local.ServedModel;
import dev.flakydetector.local.ServedTriage;
import dev.flakydetector.local.Stores;
import dev.flakydetector.machine.ExitCode;
import dev.flakydetector.machine.Interruption;
import dev.flakydetector.machine.Machine;
import dev.flakydetector.machine.OptionReader;
import dev.flakydetector.serve.LocalFront;
import java.io.IOException;
import java.net.BindException;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flaky serve}: the HTTP API and the dashboard on loopback. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Answers the HTTP API and shows the dashboard on this machine alone, until Ctrl-C.")
final class ServeCommand implements Callable<Integer> {

    private static final int USUAL_PORT = 8000;
    private static final int LAST_PORT = 65_535;

    @Option(
            names = "--port",
            paramLabel = "P",
            description = "Port on 127.0.0.1, 0 for any that is free (default: 8000).")
    private @Nullable String port;

    @Mixin
    private ModelOptions models = new ModelOptions();

    @Option(
            names = "--triage-model",
            paramLabel = "DIR",
            description = "What 'flaky triage train' wrote, for /triage (default: the folder triage beside the store).")
    private @Nullable String triageModel;

    @Mixin
    private StoreOptions store = new StoreOptions();

    private final Machine machine;

    ServeCommand(Machine machine) {
        this.machine = machine;
    }

    @Override
    public Integer call() throws Exception {
        OptionReader reader = new OptionReader();
        int wanted = reader.number("--port", port, 0, LAST_PORT).orElse(USUAL_PORT);
        if (!reader.problems().isEmpty()) {
            return machine.refuse(reader.problems());
        }
        Interruption interruption = Interruption.of(Thread.currentThread());
        try (RunHistory history = Stores.open(machine, store.place(machine));
                LocalLauncher launcher = new LocalLauncher(machine, store.place(machine), models.choice(), history);
                LocalFront front = LocalFront.open(api(history, launcher), wanted)) {
            machine.out().println("http://127.0.0.1:" + front.port());
            machine.out().flush();
            new CountDownLatch(1).await();
            return ExitCode.DONE.value();
        } catch (BindException e) {
            return machine.refuse("Port %d is in use: name another with --port, or 0 for any".formatted(wanted));
        } catch (InterruptedException e) {
            return ExitCode.INTERRUPTED.value();
        } finally {
            interruption.close();
        }
    }

    private ServedTriage triage() {
        return triageModel == null
                ? LocalInsights.triage(store.place(machine))
                : new ServedTriage(machine.path(triageModel));
    }

    private Api api(RunHistory history, LocalLauncher launcher) throws IOException {
        return Api.over(new ApiParts(
                history,
                launcher,
                new ServedModel(models.choice().service(machine, store.place(machine))),
                triage(),
                Set.of("https", "ssh", "file"),
                () -> Ids.newDetection(machine.chance()),
                machine.chance(),
                machine.clock(),
                Version.current()));
    }
}
