package dev.flakydetector.render.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.render.Golden;
import dev.flakydetector.render.SampleDetection;
import dev.flakydetector.render.Samples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class HtmlReportTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.flakydetector.render.Samples#named")
    void readsAsItShould(String name, SampleDetection sample) throws IOException {
        Golden.assertEquals(getClass(), render(sample), name + ".html");
    }

    @Test
    void needsNothingFromElsewhereAndRunsNothing() {
        String page = render(Samples.typical());

        assertThat(page).doesNotContain("<script", "<link", "<img", "<iframe", "src=", "@import", "url(", "onclick");
        assertThat(page).doesNotContainPattern("href=\"(?!#)");
        assertThat(page).contains("default-src 'none'");
    }

    @Test
    void isWellFormedWhateverTheNamesAre() throws Exception {
        Document typical = parse(render(Samples.typical()));
        Document hostile = parse(render(Samples.hostile()));

        assertThat(typical.getElementsByTagName("article").getLength()).isEqualTo(5);
        assertThat(hostile.getElementsByTagName("article").getLength()).isEqualTo(Samples.HOSTILE.size());
        assertThat(hostile.getElementsByTagName("script").getLength()).isZero();
        assertThat(hostile.getElementsByTagName("img").getLength()).isZero();
    }

    @Test
    void drawsOneMarkForEachAttemptOfEachTestWithItsSeed() throws Exception {
        SampleDetection sample = Samples.typical();

        Document page = parse(render(sample));

        NodeList titles = page.getElementsByTagName("title");
        int marks = titles.getLength() - 1;
        assertThat(marks).isEqualTo((sample.detection().tests().size() + 1) * 36);
        assertThat(titles.item(1).getTextContent()).isEqualTo("Attempt 0, seed 4000: failed");
        assertThat(render(sample)).contains("Attempt 9, seed 4063, varied order,hash-seed: did not count");
    }

    @Test
    void boundsThePageOfManyAttemptsAndTests() {
        String page = render(Samples.crowd(1_000, 200));

        assertThat(page).hasSizeLessThan(4_000_000).contains("and 900 more, all in the JSON report");
    }

    @Test
    void keepsNoSecret() {
        assertThat(render(Samples.hostile())).doesNotContain("ghp_abcdef", "AKIAIOSFODNN7EXAMPLE", "hunter2");
    }

    private static String render(SampleDetection sample) {
        return HtmlReport.render(sample.detection(), sample.source());
    }

    /** Our pages are XML but for the doctype and the unclosed meta elements. */
    private static Document parse(String page) throws Exception {
        String xml = page.replace("<!DOCTYPE html>", "").replaceAll("<meta [^>]*>", "");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.strip().getBytes(StandardCharsets.UTF_8)));
    }
}
