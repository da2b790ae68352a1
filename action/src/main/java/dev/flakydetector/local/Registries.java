package dev.flakydetector.local;

import dev.flakydetector.machine.BadInput;
import dev.flakydetector.machine.Machine;
import dev.flakydetector.scorer.cloud.BucketFolder;
import dev.flakydetector.scorer.cloud.CloudClients;
import dev.flakydetector.scorer.registry.FolderFiles;
import dev.flakydetector.scorer.registry.LiveModel;
import dev.flakydetector.scorer.registry.ModelFiles;
import dev.flakydetector.scorer.registry.ModelFolder;
import dev.flakydetector.scorer.registry.ModelRegistry;
import dev.flakydetector.scorer.registry.UnreadableModel;
import dev.flakydetector.scorer.serving.PredictService;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Registries and models as options name them: by a folder of this machine, or by {@code s3://BUCKET/PREFIX}. */
public final class Registries {

    private static final String FOLDER = "models";
    private static final Duration OF_A_BUCKET = Duration.ofSeconds(10);

    private Registries() {}

    /** The one beside the store. */
    public static String ofStore(StorePlace store) {
        return store.folder().resolve(FOLDER).toString();
    }

    public static ModelRegistry at(Machine machine, String place) {
        return new ModelRegistry(files(machine, place));
    }

    private static ModelFiles files(Machine machine, String place) {
        if (!BucketFolder.isAddress(place)) {
            return new FolderFiles(machine.path(place));
        }
        return CloudClients.files(BucketFolder.parse(place)
                .orElseThrow(() -> new BadInput(
                        "'%s' names no bucket: write s3://BUCKET or s3://BUCKET/PREFIX".formatted(place))));
    }

    /** A folder is looked at for each request; a bucket now and then, since each look is a request of its own. */
    static LiveModel live(Machine machine, String place) {
        Duration every = BucketFolder.isAddress(place) ? OF_A_BUCKET : Duration.ZERO;
        return new LiveModel(at(machine, place), every, machine.clock());
    }

    /** A model by its own folder, or by its registry's, which stands for the one in production. */
    public static ModelFolder model(Machine machine, String place) throws IOException {
        Optional<ModelFolder> own = own(machine, place);
        return own.isPresent()
                ? own.orElseThrow()
                : at(machine, place).production().orElseGet(() -> named(machine, place));
    }

    /** As {@link #model}, and a registry's answers with what is in production when it is asked. */
    static Supplier<Optional<PredictService>> service(Machine machine, String place) throws IOException {
        Optional<ModelFolder> own = own(machine, place);
        if (own.isEmpty() && at(machine, place).production().isPresent()) {
            return live(machine, place)::current;
        }
        ModelFolder folder = own.orElseGet(() -> named(machine, place));
        try {
            Optional<PredictService> service = Optional.of(new PredictService(folder.id(), folder.load()));
            return () -> service;
        } catch (UnreadableModel e) {
            throw new BadInput("--model %s: %s".formatted(place, e.getMessage()));
        }
    }

    private static Optional<ModelFolder> own(Machine machine, String place) throws IOException {
        ModelFolder named = named(machine, place);
        return named.isThere() ? Optional.of(named) : Optional.empty();
    }

    private static ModelFolder named(Machine machine, String place) {
        if (!BucketFolder.isAddress(place)) {
            return ModelFolder.at(machine.path(place));
        }
        String whole = place.endsWith("/") ? place.substring(0, place.length() - 1) : place;
        int name = whole.lastIndexOf('/') + 1;
        return new ModelFolder(files(machine, whole.substring(0, name)), whole.substring(name));
    }
}
