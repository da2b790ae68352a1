package dev.flakydetector.render.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.render.Golden;
import dev.flakydetector.render.SampleDetection;
import dev.flakydetector.render.Samples;
import dev.flakydetector.render.TextWidth;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConsoleReportTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.flakydetector.render.Samples#named")
    void readsAsItShould(String name, SampleDetection sample) throws IOException {
        Golden.assertEquals(getClass(), ConsoleReport.plain().render(sample.detection()), name + ".txt");
    }

    @Test
    void fitsEightyColumnsWhateverTheNamesAre() {
        for (SampleDetection sample : List.of(Samples.hostile(), Samples.typical(), Samples.crowd(50, 10))) {
            String report = ConsoleReport.plain().render(sample.detection());

            assertThat(report.lines()).allMatch(line -> TextWidth.of(line) <= 80);
        }
    }

    @Test
    void showsTheWorstTwentyAndCountsTheRest() {
        String report = ConsoleReport.plain().render(Samples.crowd(50, 10).detection());

        assertThat(report.lines().filter(line -> line.contains("$ flaky replay")))
                .hasSize(20);
        assertThat(report).contains("30 more tests failed");
    }

    @Test
    void neverCallsATestThatPassedStable() {
        String report = ConsoleReport.plain().render(Samples.passing().detection());

        assertThat(report)
                .startsWith("0 of 20 failed; the rate is below 22.5 % with 95 % confidence")
                .doesNotContainIgnoringCase("stable");
    }

    @Test
    void coloursOnlyWhenAsked() {
        String plain = ConsoleReport.plain().render(Samples.typical().detection());
        String coloured = ConsoleReport.coloured().render(Samples.typical().detection());

        assertThat(plain).doesNotContain("\u001B");
        assertThat(coloured).contains("\u001B[1;31mCRITICAL\u001B[0m");
        assertThat(coloured.replaceAll("\u001B\\[[0-9;]*m", "")).isEqualTo(plain);
    }

    @Test
    void givesRunnersOfWorkflowsNoCommand() {
        String report = ConsoleReport.plain().render(Samples.hostile().detection());

        assertThat(report.lines()).noneMatch(line -> line.strip().startsWith("::"));
        assertThat(report).doesNotContain("##[");
    }
}
