package dev.flakydetector.scorer.registry;

import dev.flakydetector.scorer.evaluation.Forecast;
import dev.flakydetector.scorer.training.TrainingResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A model with all that was found out about it, as the files that a registry keeps.
 *
 * @param files by name; the model comes last, so a folder that holds it is complete
 */
public record Publication(String id, Map<String, byte[]> files) {

    public Publication {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    }

    public static Publication of(TrainingResult result, String datasetSha256) throws IOException {
        byte[] model = ModelCodec.write(result.model());
        String id = ModelFolder.idOf(model);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(ModelFolder.REPORT, utf8(ReportJson.write(result, id, datasetSha256)));
        files.put("metrics.txt", utf8(MetricsText.of(result)));
        files.put("card.md", utf8(ModelCard.of(result, id, datasetSha256)));
        files.put("calibration.png", CalibrationChart.png(result.heldOut()));
        files.put(ModelFolder.HELD_OUT, utf8(heldOut(result)));
        files.put(ModelFolder.SHA256, utf8(Sha256.of(model) + "  " + ModelFolder.MODEL + "\n"));
        files.put(ModelFolder.MODEL, model);
        return new Publication(id, files);
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

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
