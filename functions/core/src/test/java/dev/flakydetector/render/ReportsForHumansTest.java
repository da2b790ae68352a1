package dev.flakydetector.render;

import java.io.IOException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReportsForHumansTest {

    static Stream<Arguments> samples() {
        return Stream.of(
                sample("typical", Samples::typical),
                sample("passing", Samples::passing),
                sample("unjudged", Samples::unjudged),
                sample("crashing", Samples::crashing),
                sample("hostile", Samples::hostile));
    }

    private static Arguments sample(String name, Supplier<SampleDetection> sample) {
        return Arguments.of(name, sample);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void consoleReportsReadAsTheyShould(String name, Supplier<SampleDetection> sample) throws IOException {
        Golden.assertEquals(ConsoleReport.plain().render(sample.get().detection()), name + ".txt");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void markdownReportsReadAsTheyShould(String name, Supplier<SampleDetection> sample) throws IOException {
        Golden.assertEquals(MarkdownReport.render(sample.get().detection()), name + ".md");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void pagesReadAsTheyShould(String name, Supplier<SampleDetection> sample) throws IOException {
        SampleDetection detection = sample.get();

        Golden.assertEquals(HtmlReport.render(detection.detection(), detection.source()), name + ".html");
    }
}
