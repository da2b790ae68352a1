import dev.flakydetector.scorer.registry.ModelFolder;
import dev.flakydetector.scorer.serving.PredictService;
import dev.flakydetector.scorer.serving.ServiceAnswer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** How long the scorer takes from the bytes of a request to its answer, without HTTP. Run by bench/score. */
class ScoreBench {

    public static void main(String[] arguments) throws Exception {
        ModelFolder folder = ModelFolder.at(Path.of(arguments[0]));
        PredictService service = new PredictService(folder.id(), folder.load());
        List<String> runs = runs(Path.of(arguments[1]));
        measure("/predict 1 row", service::predict, request(runs, 1), 20_000);
        measure("/predict 10000 rows", service::predict, request(runs, 10_000), 40);
        measure("/explain 100 rows", service::explain, request(runs, 100), 400);
    }

    private static void measure(
            String name, Function<byte[], ServiceAnswer> question, byte[] request, int times) {
        for (int i = 0; i < times; i++) {
            question.apply(request);
        }
        long[] taken = new long[times];
        for (int i = 0; i < times; i++) {
            long begun = System.nanoTime();
            ServiceAnswer answer = question.apply(request);
            taken[i] = System.nanoTime() - begun;
            if (!(answer instanceof ServiceAnswer.Answered)) {
                throw new IllegalStateException(answer.toString());
            }
        }
        Arrays.sort(taken);
        System.out.printf(Locale.ROOT, "ours: %s %.3f ms (without HTTP)%n", name, taken[times / 2] / 1e6);
    }

    private static byte[] request(List<String> runs, int size) {
        return ("{\"runs\": [" + String.join(",", runs.subList(0, size)) + "]}").getBytes(StandardCharsets.UTF_8);
    }

    /** The columns stand as the data set has them; none of its fields is quoted. */
    private static List<String> runs(Path csv) throws Exception {
        List<String> runs = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(csv)), StandardCharsets.UTF_8))) {
            List<String> names = List.of(lines.readLine().split(","));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",", -1);
                List<String> fields = new ArrayList<>();
                for (String name : List.of("timestamp", "squad", "platform", "environment", "device_id")) {
                    fields.add("\"%s\": \"%s\"".formatted(name, cells[names.indexOf(name)]));
                }
                for (String name : List.of("memory_mb", "scenarios_total")) {
                    fields.add("\"%s\": %s".formatted(name, cells[names.indexOf(name)]));
                }
                runs.add("{" + String.join(", ", fields) + "}");
            }
        }
        return runs;
    }
}
