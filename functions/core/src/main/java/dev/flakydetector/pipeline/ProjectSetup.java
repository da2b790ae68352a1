package dev.flakydetector.pipeline;

import dev.flakydetector.adapter.FrameworkAdapter;
import dev.flakydetector.adapter.SetupSetting;
import dev.flakydetector.adapter.SetupStep;
import dev.flakydetector.adapter.SupportFiles;
import dev.flakydetector.adapter.Toolchain;
import dev.flakydetector.adapter.choice.FrameworkChoice;
import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.Variation;
import dev.flakydetector.pipeline.Fetching.Fetched;
import dev.flakydetector.pipeline.Preparation.Ready;
import dev.flakydetector.pipeline.Preparation.Refused;
import dev.flakydetector.rerun.HostEnvironment;
import dev.flakydetector.rerun.PreparedProject;
import dev.flakydetector.rerun.SetupRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Finds out how the tests of a fetched project are run and makes it ready. Runs the project's own code. */
public final class ProjectSetup {

    private final FrameworkChoice frameworks;
    private final Toolchain toolchain;
    private final HostEnvironment host;
    private final Workbench workbench;
    private final String mark;
    private final Consumer<String> steps;

    /**
     * Sets up on a workbench.
     *
     * @param mark different for every process of ours that runs at the same time
     * @param steps hears what is being done
     */
    public ProjectSetup(
            FrameworkChoice frameworks,
            Toolchain toolchain,
            HostEnvironment host,
            Workbench workbench,
            String mark,
            Consumer<String> steps) {
        this.frameworks = frameworks;
        this.toolchain = toolchain;
        this.host = host;
        this.workbench = workbench;
        this.mark = mark;
        this.steps = steps;
    }

    /** Makes ready what was fetched to the workbench: {@link Ready}, or {@link Refused} where no framework can be chosen. */
    public Preparation makeReady(Fetched fetched) throws IOException, InterruptedException {
        DetectionRequest given = fetched.request();
        FrameworkChoice.Choice choice =
                frameworks.choose(workbench.workspace(), given.framework(), given.testCommand());
        if (choice instanceof FrameworkChoice.Undecided undecided) {
            return new Refused(List.of(undecided.message()));
        }
        FrameworkChoice.Chosen chosen = (FrameworkChoice.Chosen) choice;
        FrameworkAdapter adapter = chosen.adapter();
        List<Problem> problems = new ArrayList<>(fetched.problems());
        chosen.remarks().forEach(text -> problems.add(Problem.of(Problem.Kind.DEGRADED, text)));
        DetectionRequest request = given.runBy(adapter.framework(), variations(adapter, fetched.variationsNamed()));
        if (fetched.variationsNamed()) {
            problems.addAll(notVaried(given, request, adapter));
        }
        problems.addAll(setUp(request, adapter, chosen.command()));
        return new Ready(request, fetched.revision(), project(adapter, chosen.command()), problems);
    }

    private static Set<Variation> variations(FrameworkAdapter adapter, boolean named) {
        Set<Variation> variations = EnumSet.noneOf(Variation.class);
        variations.addAll(adapter.variations());
        if (!named) {
            variations.removeAll(adapter.onlyWhenAsked());
        }
        return variations;
    }

    private static List<Problem> notVaried(DetectionRequest given, DetectionRequest request, FrameworkAdapter adapter) {
        return given.vary().stream()
                .filter(variation -> !request.vary().contains(variation))
                .sorted()
                .map(variation -> Problem.of(
                        Problem.Kind.DEGRADED,
                        "'%s' cannot be varied with %s: it stays as it is"
                                .formatted(
                                        variation.token(), adapter.framework().token())))
                .toList();
    }

    /** A project that was made ready before and is on the workbench again. */
    public PreparedProject project(FrameworkAdapter adapter, TestCommand command) {
        return new PreparedProject(
                workbench.workspace(),
                workbench.tools(),
                adapter,
                command,
                toolchain,
                new SupportFiles(workbench.support()));
    }

    private List<Problem> setUp(DetectionRequest request, FrameworkAdapter adapter, TestCommand command)
            throws IOException, InterruptedException {
        Files.createDirectories(workbench.tools());
        SetupSetting setting = new SetupSetting(
                workbench.workspace(),
                workbench.tools(),
                command,
                toolchain,
                request.setup().installDependencies(),
                host.userHome());
        SetupRunner runner = new SetupRunner(adapter, host, request.setup().installTimeout(), mark);
        List<SetupStep> toDo =
                runner.needed(adapter.setup(setting, request.vary()), workbench.workspace(), workbench.root());
        if (!toDo.isEmpty()) {
            steps.accept("Setting up: "
                    + String.join(
                            "; ", toDo.stream().map(SetupStep::description).toList()));
        }
        List<Problem> problems = new ArrayList<>();
        adapter.setupShortfalls(setting).forEach(text -> problems.add(Problem.of(Problem.Kind.DEGRADED, text)));
        problems.addAll(runner.run(toDo, workbench.workspace(), workbench.root()));
        return problems;
    }
}
