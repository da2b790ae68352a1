package dev.flakydetector.render.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.Problem;
import dev.flakydetector.render.Golden;
import dev.flakydetector.render.SampleDetection;
import dev.flakydetector.render.Samples;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MarkdownReportTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.flakydetector.render.Samples#named")
    void readsAsItShould(String name, SampleDetection sample) throws IOException {
        Golden.assertEquals(getClass(), MarkdownReport.render(sample.detection()), name + ".md");
    }

    @Test
    void staysWithinTheLimitHoweverManyTestsFail() {
        for (int tests : new int[] {1, 30, 60, 100, 150, 300, 2_000}) {
            String report = MarkdownReport.render(Samples.crowd(tests, 10).detection());

            assertThat(report.length()).isLessThanOrEqualTo(MarkdownReport.MAX_LENGTH);
            assertThat(report).startsWith("### ").endsWith("</sub>\n");
        }
    }

    @Test
    void staysWithinTheLimitWithProblemsAndFactsOfAnySize() {
        String huge = "<\"&`".repeat(100_000);
        List<Problem> problems = IntStream.range(0, 200)
                .mapToObj(i -> Problem.inAttempt(i, Problem.Kind.BUILD, huge))
                .toList();
        SampleDetection sample = SampleDetection.of(Samples.crowd(500, 4).attempts(), 4, problems, "/" + huge);

        String report = MarkdownReport.render(sample.detection());

        assertThat(report.length()).isLessThanOrEqualTo(MarkdownReport.MAX_LENGTH);
        assertThat(report).contains("Left out for length").contains("**Problems**");
    }

    @Test
    void cutsDetailsBeforeTestsAndSaysHowMany() {
        String report = MarkdownReport.render(Samples.crowd(100, 10).detection());

        long lines = report.lines().filter(line -> line.startsWith("- ")).count();
        long details =
                report.lines().filter(line -> line.startsWith("<details>")).count();
        assertThat(lines).isEqualTo(100);
        assertThat(details).isPositive().isLessThan(100);
        assertThat(report).contains("0 tests that failed, 0 problems, details of %d tests".formatted(100 - details));
    }

    @Test
    void leavesNothingFromTheRepositoryOutsideOfCode() {
        String report = MarkdownReport.render(Samples.hostile().detection());

        String withoutCode = report.replaceAll("(?ms)^(`{3,})text\n.*?\n\\1$", "")
                .replaceAll("(?s)(?<!`)(`+)(?!`).*?(?<!`)\\1(?!`)", "")
                .replaceAll("<code>[^<]*</code>", "");
        assertThat(withoutCode)
                .doesNotContain("@", "javascript", "<img", "<script", "::", "[", "|", "\u202E", "\u0007", "#12", "xxx");
    }

    @Test
    void keepsNoSecret() {
        assertThat(MarkdownReport.render(Samples.hostile().detection()))
                .doesNotContain("ghp_abcdef", "AKIAIOSFODNN7EXAMPLE", "hunter2");
    }
}
