package dev.flakydetector.scorer.registry;

import dev.flakydetector.scorer.registry.ModelFiles.Kept;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Models, each in a folder named by its content. The file {@code production} names the one in use, and those before it,
 * newest first; it is replaced as a whole, so a reader sees the old one or the new one.
 */
public final class ModelRegistry {

    /** The word that stands for the model in use. */
    public static final String PRODUCTION = "production";

    private static final int KEPT = 10;
    private static final int MOST_TRIES = 100;

    private final ModelFiles files;

    public ModelRegistry(ModelFiles files) {
        this.files = files;
    }

    /** One in a folder of this machine. */
    public ModelRegistry(Path folder) {
        this(new FolderFiles(folder));
    }

    /** Writes a model with all that was found out about it, and says where. */
    public ModelFolder add(Publication publication) throws IOException {
        for (Map.Entry<String, byte[]> file : publication.files().entrySet()) {
            files.put(publication.id() + "/" + file.getKey(), file.getValue());
        }
        return new ModelFolder(files, publication.id());
    }

    /** In the order of their names. */
    public List<ModelFolder> models() throws IOException {
        return files.foldersWith(ModelFolder.MODEL).stream()
                .map(id -> new ModelFolder(files, id))
                .toList();
    }

    /** The model of this name, of an unambiguous beginning of it, or {@link #PRODUCTION}. */
    public Optional<ModelFolder> find(String name) throws IOException {
        if (name.equals(PRODUCTION)) {
            return production();
        }
        List<ModelFolder> found =
                models().stream().filter(model -> model.id().startsWith(name)).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** The model in use, if one was ever promoted. */
    public Optional<ModelFolder> production() throws IOException {
        return promoted().stream().findFirst().map(id -> new ModelFolder(files, id));
    }

    /** Models that are or were in use, newest first. */
    public List<String> promoted() throws IOException {
        return ids(files.find(PRODUCTION));
    }

    private static List<String> ids(Optional<Kept> pointer) {
        return pointer.stream()
                .flatMap(kept -> new String(kept.content(), StandardCharsets.UTF_8).lines())
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** Puts a model into use. Of two that are promoted at once both are kept, and the later one is in use. */
    public void promote(ModelFolder model) throws IOException {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<Kept> pointer = files.find(PRODUCTION);
            List<String> ids = new ArrayList<>(List.of(model.id()));
            ids(pointer).stream()
                    .filter(id -> !id.equals(model.id()))
                    .limit(KEPT - 1L)
                    .forEach(ids::add);
            byte[] written = (String.join("\n", ids) + "\n").getBytes(StandardCharsets.UTF_8);
            if (files.replace(PRODUCTION, written, pointer.map(Kept::version))) {
                return;
            }
        }
        throw new IOException("Others kept promoting models in %s".formatted(files.location("")));
    }
}
