package dev.flakydetector.scorer.registry;

import dev.flakydetector.scorer.evaluation.Forecast;
import dev.flakydetector.scorer.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of models, each in a folder named by its content. The file {@code production} names the one in use, and those
 * before it, newest first; it is replaced as a whole, so a reader sees the old one or the new one.
 */
public final class ModelRegistry {

    /** The word that stands for the model in use. */
    public static final String PRODUCTION = "production";

    private static final int KEPT = 10;

    private final Path folder;

    public ModelRegistry(Path folder) {
        this.folder = folder;
    }

    /** Writes a model with all that was found out about it, and says where. */
    public ModelFolder add(TrainingResult result, String datasetSha256) throws IOException {
        byte[] bytes = ModelCodec.write(result.model());
        String id = ModelFolder.idOf(bytes);
        Files.createDirectories(folder.resolve(id));
        ModelFolder model = new ModelFolder(folder.resolve(id));
        model.writeModel(bytes);
        Files.writeString(model.path().resolve(ModelFolder.REPORT), ReportJson.write(result, id, datasetSha256));
        Files.writeString(model.path().resolve("metrics.txt"), MetricsText.of(result));
        Files.writeString(model.path().resolve("card.md"), ModelCard.of(result, id, datasetSha256));
        Files.write(model.path().resolve("calibration.png"), CalibrationChart.png(result.heldOut()));
        Files.writeString(model.path().resolve(ModelFolder.HELD_OUT), heldOut(result));
        return model;
    }

    private static String heldOut(TrainingResult result) {
        StringBuilder csv = new StringBuilder("row,failed,p_fail\n");
        Forecast forecast = result.heldOut();
        for (int i = 0; i < forecast.size(); i++) {
            csv.append(result.heldOutRows().get(i))
                    .append(',')
                    .append(forecast.failed(i) ? 1 : 0)
                    .append(',')
                    .append(String.format(Locale.ROOT, "%.9f", forecast.probability(i)))
                    .append('\n');
        }
        return csv.toString();
    }

    /** In the order of their names. */
    public List<ModelFolder> models() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(path -> Files.isRegularFile(path.resolve(ModelFolder.MODEL)))
                    .sorted()
                    .map(ModelFolder::new)
                    .toList();
        }
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
        return promoted().stream().findFirst().map(id -> new ModelFolder(folder.resolve(id)));
    }

    /** Models that are or were in use, newest first. */
    public List<String> promoted() throws IOException {
        Path pointer = folder.resolve(PRODUCTION);
        return Files.isRegularFile(pointer)
                ? Files.readAllLines(pointer).stream()
                        .filter(line -> !line.isBlank())
                        .toList()
                : List.of();
    }

    /** Puts a model into use. */
    public void promote(ModelFolder model) throws IOException {
        List<String> ids = new ArrayList<>(List.of(model.id()));
        promoted().stream()
                .filter(id -> !id.equals(model.id()))
                .limit(KEPT - 1L)
                .forEach(ids::add);
        Path written = Files.createTempFile(folder, PRODUCTION, ".new");
        Files.writeString(written, String.join("\n", ids) + "\n");
        Files.move(
                written,
                folder.resolve(PRODUCTION),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
