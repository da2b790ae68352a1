import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flakydetector.scorer.feature.DatasetDescription;
import dev.flakydetector.scorer.feature.RowExtractor;
import dev.flakydetector.scorer.feature.RunRows;
import dev.flakydetector.scorer.feature.RunTableReader;
import dev.flakydetector.scorer.training.SingleFit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** How long one fit of a report's algorithm takes on the rows that are not held out. Run by bench/score. */
class FitBench {

    private static final int TIMES = 7;

    public static void main(String[] arguments) throws Exception {
        JsonNode report = new ObjectMapper().readTree(Path.of(arguments[0], "report.json").toFile());
        Map<String, Double> settings = new HashMap<>();
        report.get("settings").fields().forEachRemaining(one -> settings.put(one.getKey(), one.getValue().asDouble()));
        RunRows runs = new RowExtractor(
                        new RunTableReader().read(List.of(Path.of(arguments[1]))), DatasetDescription.endToEnd())
                .extract()
                .runs()
                .orElseThrow();
        Set<Integer> heldOut = new TreeSet<>();
        Files.readAllLines(Path.of(arguments[2])).forEach(line -> heldOut.add(Integer.parseInt(line.strip())));
        int[] rows = IntStream.range(0, runs.size())
                .filter(row -> !heldOut.contains(row))
                .toArray();
        SingleFit fit = new SingleFit(report.get("algorithm").asText(), settings, 42);
        double[] seconds = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long begun = System.nanoTime();
            fit.of(runs, rows);
            seconds[i] = (System.nanoTime() - begun) / 1e9;
        }
        double first = seconds[0];
        java.util.Arrays.sort(seconds);
        System.out.printf(Locale.ROOT, "%.3f %.3f%n", first, seconds[TIMES / 2]);
    }
}
