package dev.flakydetector.scorer.training;

import dev.flakydetector.scorer.feature.DatasetDescription;
import dev.flakydetector.scorer.feature.RowExtractor;
import dev.flakydetector.scorer.feature.RunRows;
import dev.flakydetector.scorer.feature.RunTableReader;
import dev.flakydetector.scorer.table.UnreadableTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Made-up end-to-end runs: one squad breaks often, and failed runs use more memory. */
final class SyntheticRuns {

    private SyntheticRuns() {}

    static RunRows of(Path folder, int rows, long seed) throws UnreadableTable, IOException {
        Path file = folder.resolve("runs.csv");
        Files.writeString(file, csv(rows, seed));
        return new RowExtractor(new RunTableReader().read(List.of(file)), DatasetDescription.endToEnd())
                .extract()
                .runs()
                .orElseThrow();
    }

    private static String csv(int rows, long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        StringBuilder csv = new StringBuilder(
                "timestamp,squad,platform,environment,device_id,memory_mb,scenarios_total,scenarios_failed\n");
        LocalDateTime time = LocalDateTime.of(2026, 1, 1, 0, 0);
        for (int row = 0; row < rows; row++) {
            String squad = List.of("pay", "search", "cart").get(chance.nextInt(3));
            boolean failed = chance.nextDouble() < (squad.equals("pay") ? 0.7 : 0.3);
            double memory = (failed ? 600 : 400) + 100 * chance.nextDouble();
            csv.append(String.format(
                    Locale.ROOT,
                    "%s,%s,%s,beta,phone%d,%.2f,%d,%d%n",
                    time.plusMinutes(17L * row),
                    squad,
                    chance.nextBoolean() ? "ios" : "android",
                    chance.nextInt(5),
                    memory,
                    10 + chance.nextInt(3),
                    failed ? 1 + chance.nextInt(4) : 0));
        }
        return csv.toString();
    }
}
