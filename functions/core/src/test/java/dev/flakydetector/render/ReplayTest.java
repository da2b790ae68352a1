package dev.flakydetector.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.render.console.ConsoleReport;
import dev.flakydetector.render.html.HtmlReport;
import dev.flakydetector.render.markdown.MarkdownReport;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private static final String COMMAND = "flaky replay --repo ";
    private static final String END = "not slow";

    private final SampleDetection sample = Samples.typical();

    @Test
    void everyFormForHumansNamesARunThatNeedsNoStore() {
        String console = ConsoleReport.plain().with(Replay.FROM_REQUEST).render(sample.detection());
        String markdown = MarkdownReport.render(sample.detection(), Replay.FROM_REQUEST);
        String page = HtmlReport.render(sample.detection(), sample.source(), Replay.FROM_REQUEST);

        for (String report : new String[] {console, markdown, page}) {
            assertThat(report).contains(COMMAND).doesNotContain("flaky replay d-");
            assertThat(report.lines().filter(line -> line.contains(COMMAND))).allMatch(line -> line.contains(END));
        }
    }
}
