package dev.flakydetector.pipeline;

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
import dev.flakydetector.pipeline.Fetching.Fetched;
import dev.flakydetector.pipeline.Preparation.Refused;
import dev.flakydetector.pipeline.Preparation.Unavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Brings a project's code to a workbench and reads what it says about itself. Runs nothing of it. */
public final class ProjectSource {

    private final Checkout checkout;
    private final Workbench workbench;
    private final Path workingFolder;
    private final Consumer<String> steps;

    /**
     * Fetches to a workbench.
     *
     * @param workingFolder what relative folders are relative to
     * @param steps hears what is being done
     */
    public ProjectSource(Checkout checkout, Workbench workbench, Path workingFolder, Consumer<String> steps) {
        this.checkout = checkout;
        this.workbench = workbench;
        this.workingFolder = workingFolder;
        this.steps = steps;
    }

    /**
     * Fetches what a draft asks for.
     *
     * @param chance picks the base seed where the draft names none
     */
    public Fetching fetch(RequestDraft draft, Supplier<Seed> chance) throws IOException {
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
            return fetched(
                    draft.complete(location.name(), config.config(), chance),
                    draft.namesVariations(config.config()),
                    checkedOut);
        } catch (IllegalArgumentException e) {
            return new Refused(List.of(String.valueOf(e.getMessage())));
        }
    }

    /** Fetches the very code of an earlier detection, and refuses other code. */
    public Fetching fetchAgain(Detection earlier) throws IOException {
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
            return fetched(request, true, checkedOut);
        } catch (UnknownLocation e) {
            return new Refused(List.of(String.valueOf(e.getMessage())));
        }
    }

    private CheckoutResult checkOut(RepositoryLocation location, Optional<String> ref) throws IOException {
        steps.accept("Checking out " + location.name()
                + ref.map(name -> " at " + name).orElse(""));
        return checkout.into(workbench.workspace(), location, ref);
    }

    private static Fetching explain(CheckoutResult.Failed failed) {
        return failed.badInput() ? new Refused(List.of(failed.message())) : new Unavailable(failed.message());
    }

    private static Fetched fetched(DetectionRequest request, boolean variationsNamed, CheckedOut checkedOut) {
        return new Fetched(
                request,
                variationsNamed,
                checkedOut.revision(),
                checkedOut.warnings().stream()
                        .map(text -> Problem.of(Problem.Kind.CHECKOUT, text))
                        .toList());
    }
}
