package dev.flakydetector.scorer.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakydetector.scorer.table.UnreadableTable;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplorationTest {

    private static final String HEADER =
            "timestamp,squad,platform,environment,device_id,memory_mb,scenarios_total,scenarios_failed,iteration\n";

    @TempDir
    private Path folder;

    @Test
    void writesTheTablesWithTheColumnsThatOthersRead() throws Exception {
        explore(HEADER
                + "2025-11-16T23:30:00+09:00,search,web,test,chrome,1,10,0,1\n"
                + "2025-11-17T01:30:00+09:00,search,web,test,chrome,1,10,4,1\n"
                + "2025-11-17T02:30:00+09:00,cart,ios,test,phone,1,10,5,2\n"
                + "no time,cart,ios,test,phone,1,10,5,2\n");

        assertThat(lines("by_squad.csv"))
                .containsExactly(
                        "squad,fail_rate_mean,fail_rate_std,runs,fail_rate_median,fail_rate_q05,fail_rate_q25,"
                                + "fail_rate_q75,fail_rate_q95,runs_failed,run_failed_rate,run_failed_low,run_failed_high",
                        "cart,0.5,,1,0.5,0.5,0.5,0.5,0.5,1,1.0,0.20654931437723745,1.0",
                        "search,0.2,0.28284271247461906,2,0.2,0.020000000000000004,0.1,0.30000000000000004,0.38,1,0.5,"
                                + "0.09453120573423074,0.9054687942657693");
        assertThat(lines("derived.csv"))
                .containsExactly(
                        "row,fail_rate,run_failed,hour,dayofweek", "0,0.0,0,23,6", "1,0.4,1,1,0", "2,0.5,1,2,0");
        assertThat(lines("by_platform_env.csv").get(0)).startsWith("platform,environment,fail_rate_mean,");
        assertThat(lines("by_iteration.csv")).hasSize(3);
        assertThat(lines("flaky_squad_device.csv")).hasSize(1);
        assertThat(Files.readString(folder.resolve("out/summary.txt"))).contains("left out   1 rows");
    }

    @Test
    void namesGroupsByTheRuleThatIsSet() throws Exception {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 6; i++) {
            text.append("2025-01-0%d,search,web,test,chrome,1,10,%d,1%n".formatted(i + 1, i % 2 == 0 ? 0 : 8));
        }
        Path file = Files.writeString(folder.resolve("runs.csv"), text);

        new Exploration(Settings.DEFAULT).write(file, folder.resolve("out"));
        assertThat(lines("flaky_squad_device.csv")).hasSize(2).last().asString().startsWith("search,chrome,0.4");

        new Exploration(new Settings(new FlakyRule(7, 0.25), 0.05)).write(file, folder.resolve("out"));
        assertThat(lines("flaky_squad_device.csv")).hasSize(1);
    }

    @Test
    void drawsChartsAndOnePageThatTrustsNoName() throws Exception {
        explore(HEADER + "2025-01-01,<script>alert(1)</script>,web,test,chrome,1,10,1,1\n");

        try (Stream<Path> plots = Files.list(folder.resolve("out/plots"))) {
            assertThat(plots.map(plot -> plot.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "boxplot_fail_rate_by_squad.png",
                            "boxplot_fail_rate_by_device.png",
                            "boxplot_fail_rate_by_platform.png",
                            "boxplot_fail_rate_by_env.png",
                            "time_series_fail_rate_daily.png");
        }
        assertThat(Files.readString(folder.resolve("out/report.html")))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "data:image/png;base64,")
                .doesNotContain("<script", "http://", "https://");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Google_Pixel_%d_Pro_Max_2", "device number %d", "d%d"})
    void everyBoxHasItsLabelBesideIt(String device) throws Exception {
        StringBuilder csv = new StringBuilder(HEADER);
        int devices = 23;
        for (int i = 0; i < 5 * devices; i++) {
            csv.append(
                    "2026-01-31T10:00:00,cart,ios,test,%s,1,10,%d,1%n".formatted(device.formatted(i % devices), i % 3));
        }

        explore(csv.toString());

        BufferedImage chart = ImageIO.read(
                folder.resolve("out/plots/boxplot_fail_rate_by_device.png").toFile());
        int labels = 0;
        boolean wasInk = false;
        for (int y = 0; y < chart.getHeight(); y++) {
            boolean ink = false;
            for (int x = 0; x < 40; x++) {
                ink |= (chart.getRGB(x, y) & 0xff) < 200;
            }
            labels += ink && !wasInk ? 1 : 0;
            wasInk = ink;
        }
        assertThat(labels).isEqualTo(devices);
    }

    @Test
    void writesTheSameBytesForTheSameRuns() throws Exception {
        String text = HEADER + "2025-01-01,search,web,test,chrome,1,10,1,1\n2025-01-02,cart,web,test,chrome,1,10,2,1\n";

        explore(text);
        byte[] page = Files.readAllBytes(folder.resolve("out/report.html"));
        explore(text);

        assertThat(Files.readAllBytes(folder.resolve("out/report.html"))).isEqualTo(page);
    }

    @Test
    void saysWhichColumnsAreMissing() {
        assertThatThrownBy(() -> explore("timestamp,squad\n2025-01-01,a\n"))
                .isInstanceOf(UnreadableTable.class)
                .hasMessageContaining(
                        "lacks the columns platform, environment, device_id, scenarios_total, scenarios_failed");
        assertThatThrownBy(() -> explore(HEADER))
                .isInstanceOf(UnreadableTable.class)
                .hasMessageContaining("holds no run");
    }

    private void explore(String text) throws UnreadableTable, IOException {
        Path file = Files.writeString(folder.resolve("runs.csv"), text);
        new Exploration(Settings.DEFAULT).write(file, folder.resolve("out"));
    }

    private List<String> lines(String name) throws IOException {
        return Files.readAllLines(folder.resolve("out").resolve(name));
    }
}
