package dev.flakydetector.pipeline;

import dev.flakydetector.adapter.Toolchain;
import dev.flakydetector.adapter.choice.FrameworkChoice;
import dev.flakydetector.checkout.Checkout;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.pipeline.Fetching.Fetched;
import dev.flakydetector.rerun.HostEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Brings a project here, finds out how its tests are run, and makes it ready, once a detection. */
public final class ProjectPreparation {

    private static final Duration NETWORK_LIMIT = Duration.ofMinutes(2);

    private final ProjectSource source;
    private final ProjectSetup setup;

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
        this.source = new ProjectSource(new Checkout(NETWORK_LIMIT), workbench, workingFolder, steps);
        this.setup = new ProjectSetup(frameworks, toolchain, host, workbench, mark, steps);
    }

    /**
     * Prepares what a draft asks for.
     *
     * @param chance picks the base seed where the draft names none
     */
    public Preparation prepare(RequestDraft draft, Supplier<Seed> chance) throws IOException, InterruptedException {
        return makeReady(source.fetch(draft, chance));
    }

    /** Prepares the very code of an earlier detection, and refuses other code. */
    public Preparation prepareAgain(Detection earlier) throws IOException, InterruptedException {
        return makeReady(source.fetchAgain(earlier));
    }

    private Preparation makeReady(Fetching fetching) throws IOException, InterruptedException {
        return fetching instanceof Fetched fetched ? setup.makeReady(fetched) : (Preparation) fetching;
    }
}
