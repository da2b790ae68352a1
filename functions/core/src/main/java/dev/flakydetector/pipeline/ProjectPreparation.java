package dev.flakydetector.pipeline;

import dev.flakydetector.adapter.FrameworkAdapter;
import dev.flakydetector.adapter.FrameworkChoice;
import dev.flakydetector.adapter.SetupSetting;
import dev.flakydetector.adapter.SetupStep;
import dev.flakydetector.adapter.SupportFiles;
import dev.flakydetector.adapter.Toolchain;
import dev.flakydetector.checkout.Checkout;
import dev.flakydetector.checkout.CheckoutResult;
import dev.flakydetector.checkout.CheckoutResult.CheckedOut;
import dev.flakydetector.checkout.RepositoryLocation;
import dev.flakydetector.checkout.RepositoryLocation.UnknownLocation;
import dev.flakydetector.config.ConfigFile;
import dev.flakydetector.config.ConfigResult;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.Revision;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.Variation;
import dev.flakydetector.pipeline.Preparation.Ready;
import dev.flakydetector.pipeline.Preparation.Refused;
import dev.flakydetector.pipeline.Preparation.Unavailable;
import dev.flakydetector.rerun.HostEnvironment;
import dev.flakydetector.rerun.PreparedProject;
import dev.flakydetector.rerun.SetupRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Brings a project here, finds out how its tests are run, and makes it ready, once a detection. */
public final class ProjectPreparation {

    private static final Duration NETWORK_LIMIT = Duration.ofMinutes(2);

    private final FrameworkChoice frameworks;
    private final Toolchain toolchain;
    private final HostEnvironment host;
    private final Workbench workbench;
    private final Path workingFolder;
    private final String mark;
    private final Consumer<String> steps;

    /**
     * Prepares on a workbench.
     *
     * @param workingFolder what relative folders are relative to
     * @param mark different for every process of ours that runs at the same time
     * @param steps hears what is being done
     */
    public ProjectPreparation(
            FrameworkChoice frameworks,
            Toolchain toolchain,
            HostEnvironment host,
            Workbench workbench,
            Path workingFolder,
            String mark,
            Consumer<String> steps) {
        this.frameworks = frameworks;
        this.toolchain = toolchain;
        this.host = host;
        this.workbench = workbench;
        this.workingFolder = workingFolder;
        this.mark = mark;
        this.steps = steps;
    }

    /**
     * Prepares what a draft asks for.
     *
     * @param chance picks the base seed where the draft names none
     */
    public Preparation prepare(RequestDraft draft, Supplier<Seed> chance) throws IOException, InterruptedException {
        RepositoryLocation location;
        try {
            location = RepositoryLocation.parse(draft.repository(), workingFolder);
        } catch (UnknownLocation e) {
            return new Refused(List.of(String.valueOf(e.getMessage())));
        }
        CheckoutResult result = checkOut(location, draft.ref());
        if (!(result instanceof CheckedOut checkedOut)) {
            return explain((CheckoutResult.Failed) result);
        }
        ConfigResult config = ConfigFile.of(workbench.workspace());
        if (!config.problems().isEmpty()) {
            return new Refused(config.problems());
        }
        try {
            DetectionRequest request = draft.complete(location.name(), config.config(), chance);
            return makeReady(request, checkedOut, draft.namesVariations(config.config()));
        } catch (IllegalArgumentException e) {
            return new Refused(List.of(String.valueOf(e.getMessage())));
        }
    }

    /** Prepares the very code of an earlier detection, and refuses other code. */
    public Preparation prepareAgain(Detection earlier) throws IOException, InterruptedException {
        DetectionRequest request = earlier.request();
        Optional<Revision> revision = earlier.revision();
        try {
            RepositoryLocation location = RepositoryLocation.parse(request.repository(), workingFolder);
            boolean asItStands = location instanceof RepositoryLocation.Folder
                    && request.ref().isEmpty();
            Optional<String> ref = asItStands
                    ? Optional.empty()
                    : revision.flatMap(Revision::commit).or(request::ref);
            CheckoutResult result = checkOut(location, ref);
            if (!(result instanceof CheckedOut checkedOut)) {
                return explain((CheckoutResult.Failed) result);
            }
            if (revision.isPresent()
                    && !revision.get().digest().equals(checkedOut.revision().digest())) {
                return new Refused(List.of(
                        "The files of %s have changed since detection %s, so its runs cannot be repeated: bring back commit %s or start a new detection"
                                .formatted(
                                        request.repository(),
                                        earlier.id(),
                                        revision.get().commit().orElse("(none)"))));
            }
            return makeReady(request, checkedOut, true);
        } catch (UnknownLocation e) {
            return new Refused(List.of(String.valueOf(e.getMessage())));
        }
    }

    private CheckoutResult checkOut(RepositoryLocation location, Optional<String> ref) throws IOException {
        steps.accept("Checking out " + location.name()
                + ref.map(name -> " at " + name).orElse(""));
        return new Checkout(NETWORK_LIMIT).into(workbench.workspace(), location, ref);
    }

    private static Preparation explain(CheckoutResult.Failed failed) {
        return failed.badInput() ? new Refused(List.of(failed.message())) : new Unavailable(failed.message());
    }

    /** @param asked whether the user named what to vary, rather than leave it to the defaults */
    private Preparation makeReady(DetectionRequest given, CheckedOut checkedOut, boolean asked)
            throws IOException, InterruptedException {
        FrameworkChoice.Choice choice =
                frameworks.choose(workbench.workspace(), given.framework(), given.testCommand());
        if (choice instanceof FrameworkChoice.Undecided undecided) {
            return new Refused(List.of(undecided.message()));
        }
        FrameworkChoice.Chosen chosen = (FrameworkChoice.Chosen) choice;
        List<Problem> problems = new ArrayList<>();
        checkedOut.warnings().forEach(text -> problems.add(Problem.of(Problem.Kind.CHECKOUT, text)));
        chosen.remarks().forEach(text -> problems.add(Problem.of(Problem.Kind.DEGRADED, text)));
        DetectionRequest request = given.runBy(chosen.adapter().framework(), variations(chosen.adapter(), asked));
        if (asked) {
            given.vary().stream()
                    .filter(variation -> !request.vary().contains(variation))
                    .forEach(variation -> problems.add(Problem.of(
                            Problem.Kind.DEGRADED,
                            "'%s' cannot be varied with %s: it stays as it is"
                                    .formatted(
                                            variation.token(),
                                            chosen.adapter().framework().token()))));
        }
        problems.addAll(setUp(request, chosen.adapter(), chosen.command()));
        PreparedProject project = new PreparedProject(
                workbench.workspace(),
                workbench.tools(),
                chosen.adapter(),
                chosen.command(),
                toolchain,
                new SupportFiles(workbench.support()));
        return new Ready(request, checkedOut.revision(), project, problems);
    }

    private static Set<Variation> variations(FrameworkAdapter adapter, boolean asked) {
        Set<Variation> variations = EnumSet.noneOf(Variation.class);
        variations.addAll(adapter.variations());
        if (!asked) {
            variations.removeAll(adapter.onlyWhenAsked());
        }
        return variations;
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
        List<SetupStep> toDo = adapter.setup(setting, request.vary());
        if (!toDo.isEmpty()) {
            steps.accept("Setting up: "
                    + String.join(
                            "; ", toDo.stream().map(SetupStep::description).toList()));
        }
        return new SetupRunner(host, request.setup().installTimeout(), mark)
                .run(toDo, workbench.workspace(), workbench.root());
    }
}
