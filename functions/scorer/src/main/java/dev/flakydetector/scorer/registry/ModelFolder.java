package dev.flakydetector.scorer.registry;

import dev.flakydetector.scorer.registry.ModelFiles.Kept;
import dev.flakydetector.scorer.serving.PFailModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The folder of one model: the model itself, its hash, and what was found out about it. */
public record ModelFolder(ModelFiles files, String id) {

    static final String MODEL = "model.binpb";
    static final String REPORT = "report.json";
    static final String HELD_OUT = "held-out.csv";
    static final String SHA256 = "model.sha256";

    private static final int ID_LENGTH = 16;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{" + ID_LENGTH + "}");

    /** One that lies on this machine. */
    public static ModelFolder at(Path path) {
        Path folder = path.toAbsolutePath().normalize();
        return new ModelFolder(new FolderFiles(folder.resolveSibling("")), String.valueOf(folder.getFileName()));
    }

    /** The name that these bytes give a model. */
    static String idOf(byte[] model) {
        return Sha256.of(model).substring(0, ID_LENGTH);
    }

    public String location() {
        return files.location(id);
    }

    /** A file of it, as text. */
    String text(String file) throws IOException {
        return new String(content(file), StandardCharsets.UTF_8);
    }

    private byte[] content(String file) throws IOException {
        return files.find(id + "/" + file)
                .map(Kept::content)
                .orElseThrow(() -> new UnreadableModel(
                        "%s holds no model: name a folder that 'flaky train' printed".formatted(location())));
    }

    /**
     * The model, if its bytes are those that the registry recorded, and that gave the folder its name.
     *
     * @throws UnreadableModel when they are not
     */
    public PFailModel load() throws IOException {
        byte[] bytes = content(MODEL);
        String recorded = text(SHA256).strip().split(" ", 2)[0];
        boolean isNamedByContent = !ID.matcher(id).matches() || id.equals(idOf(bytes));
        if (!Sha256.of(bytes).equals(recorded) || !isNamedByContent) {
            throw new UnreadableModel(
                    "%s is not the file whose SHA-256 was recorded beside it: it was changed or damaged, so it is not loaded"
                            .formatted(files.location(id + "/" + MODEL)));
        }
        return ModelCodec.read(bytes);
    }
}
