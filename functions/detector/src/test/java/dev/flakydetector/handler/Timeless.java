package dev.flakydetector.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A report without what may differ from one day or folder to the next: ids, times, what tools print of them, and what
 * history, models and prices add beside the verdicts.
 */
final class Timeless {

    private static final List<String> OF_THE_DAY = List.of(
            "detection_id",
            "started_at",
            "duration_ms",
            "stdout",
            "stderr",
            "forecast_absence",
            "p_fail",
            "clusters",
            "cluster",
            "cost");

    /** Stack traces name the file that failed, below the folder of its attempt. */
    private static final Pattern ATTEMPT_FOLDER = Pattern.compile("[^\\s\"():]*/attempts/slot-\\d+");

    /** Python prints the addresses of objects. */
    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-f]+");

    private Timeless() {}

    static String of(String report) throws IOException {
        JsonNode json = StateMachineLoop.JSON.readTree(report);
        String id = json.path("detection_id").textValue();
        strip(json);
        String text = json.toPrettyString().replace("flaky replay " + id, "flaky replay ID");
        text = ATTEMPT_FOLDER.matcher(text).replaceAll("ATTEMPT");
        return ADDRESS.matcher(text).replaceAll("0x…");
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(OF_THE_DAY);
            object.elements().forEachRemaining(Timeless::strip);
        } else if (node instanceof ArrayNode array) {
            array.forEach(Timeless::strip);
        }
    }
}
