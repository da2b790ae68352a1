package dev.flakydetector.scorer.registry;

import dev.flakydetector.scorer.serving.PFailModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The folder of one model: the model itself, its hash, and what was found out about it. */
public record ModelFolder(Path path) {

    static final String MODEL = "model.binpb";
    static final String REPORT = "report.json";
    static final String HELD_OUT = "held-out.csv";
    private static final String SHA256 = "model.sha256";
    private static final int ID_LENGTH = 16;

    public String id() {
        return path.toAbsolutePath().normalize().getFileName().toString();
    }

    /** The name that these bytes give a model. */
    static String idOf(byte[] model) {
        return sha256(model).substring(0, ID_LENGTH);
    }

    void writeModel(byte[] model) throws IOException {
        Files.write(path.resolve(MODEL), model);
        Files.writeString(path.resolve(SHA256), sha256(model) + "  " + MODEL + "\n");
    }

    /**
     * The model, if its bytes are those that the registry recorded.
     *
     * @throws UnreadableModel when they are not
     */
    public PFailModel load() throws IOException {
        if (!Files.isRegularFile(path.resolve(MODEL)) || !Files.isRegularFile(path.resolve(SHA256))) {
            throw new UnreadableModel("%s holds no model: name a folder that 'flaky train' printed".formatted(path));
        }
        byte[] bytes = Files.readAllBytes(path.resolve(MODEL));
        String recorded = Files.readString(path.resolve(SHA256)).strip().split(" ", 2)[0];
        if (!sha256(bytes).equals(recorded)) {
            throw new UnreadableModel(
                    "%s is not the file whose SHA-256 was recorded beside it: it was changed or damaged, so it is not loaded"
                            .formatted(path.resolve(MODEL)));
        }
        return ModelCodec.read(bytes);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
