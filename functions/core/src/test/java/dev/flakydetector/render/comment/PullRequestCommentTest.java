package dev.flakydetector.render.comment;

import static dev.flakydetector.render.comment.CommentSamples.detection;
import static dev.flakydetector.render.comment.CommentSamples.test;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.Forecast;
import dev.flakydetector.domain.Insight;
import dev.flakydetector.domain.Interval;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.PFail;
import dev.flakydetector.domain.SeenCluster;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.render.Golden;
import dev.flakydetector.render.SampleInsight;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PullRequestCommentTest {

    private static final JudgedTest REAL = test("tests/test_cart.py::test_total", 10, 10, "assert 1 == 2");
    private static final JudgedTest FLAKY = test("tests/test_tags.py::test_first", 3, 10, "");
    private static final JudgedTest GONE = test("tests/test_net.py::test_fetch", 0, 10, "");
    private static final JudgedTest PASSING = test("tests/test_ok.py::test_ok", 0, 10, "");

    @Test
    void whatNeedsAttentionComesFirst() throws IOException {
        CommentFacts facts = new CommentFacts(
                new TreeSet<>(List.of(REAL.id(), GONE.id(), TestId.parse("tests/test_old.py::test_gone"))),
                new TreeMap<>(Map.of(FLAKY.id(), "flaky since 2026-10-02")),
                Optional.of("0123456789abcdef"),
                Optional.of("https://github.com/octo/shop/actions/runs/9/artifacts/1"),
                Optional.of("https://github.com/octo/shop/actions/runs/8"),
                List.of("The failed run left no report"),
                "",
                List.of(new PastResult("abcdef0", "2026-10-31", 2, 0)));

        String comment = PullRequestComment.render(detection(List.of(REAL, FLAKY, GONE, PASSING)), facts);

        Golden.assertEquals(getClass(), comment, "comment-mixed.md");
    }

    @Test
    void testsThatFailAlikeStandTogether() throws IOException {
        JudgedTest basket = test("tests/test_basket.py::test_sum", 4, 10, "no session for user 7");
        JudgedTest tags = test("tests/test_tags.py::test_first", 3, 10, "no tags");
        JudgedTest mail = test("tests/test_mail.py::test_send", 5, 10, "no session for user 9");
        SeenCluster known = new SeenCluster(
                "tokens-v1-7b0d44",
                "AssertionError: no session for user <num>",
                9,
                List.of(basket.id(), mail.id()),
                Optional.of(new SeenCluster.Past(12, 5, Instant.parse("2026-06-03T08:15:00Z"))),
                Optional.of(new SeenCluster.FalsePositive(0.8214, new Interval(0.64, 0.9265))));
        SeenCluster fresh = SampleInsight.cluster("k2", "AssertionError: no tags", 3, List.of(tags.id()));
        SeenCluster real = SampleInsight.cluster("k3", "AssertionError: assert <num> == <num>", 10, List.of(REAL.id()));
        Insight insight = SampleInsight.typical()
                .with(List.of(real, known, fresh))
                .with(new Forecast(
                        Map.of(
                                REAL.id(), new PFail(0.997, "m1"),
                                mail.id(), new PFail(0.23, "m1"),
                                tags.id(), new PFail(0.0001, "m1")),
                        Optional.empty()));

        String comment = PullRequestComment.render(
                detection(List.of(REAL, basket, tags, mail)).with(insight), CommentFacts.NONE);

        Golden.assertEquals(getClass(), comment, "comment-clusters.md");
    }

    @Test
    void oneCauseOfThousandsOfTestsLeavesRoomForTheOthers() {
        List<JudgedTest> tests = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            tests.add(test("suite::alike" + i, 10, 10, "no session"));
        }
        List<TestId> alike = tests.stream().map(JudgedTest::id).toList();
        tests.add(test("suite::other", 3, 10, "other"));
        Insight insight = Insight.NONE.with(List.of(SampleInsight.cluster("k", "no session", 50_000, alike)));

        String comment = PullRequestComment.render(detection(tests).with(insight), CommentFacts.NONE);

        assertThat(comment.length()).isLessThanOrEqualTo(PullRequestComment.MOST_CHARACTERS);
        assertThat(comment)
                .contains("5000 tests, cluster `no session`")
                .containsPattern("and 4\\d\\d\\d more tests of this cluster")
                .contains("suite::other")
                .doesNotContain("for want of room");
    }

    @Test
    void saysWhyThereIsNoForecast() {
        String comment = PullRequestComment.render(
                detection(List.of(FLAKY)).with(SampleInsight.withoutModel()), CommentFacts.NONE);

        assertThat(comment)
                .contains("<sub>Next run: `no model yet: ")
                .contains(" · Cost: about $0.0021 in the cloud (prices of 2026-05)</sub>");
    }

    @Test
    void nothingFailedIsSaidInOneLine() throws IOException {
        String comment = PullRequestComment.render(detection(List.of(PASSING)), CommentFacts.NONE);

        Golden.assertEquals(getClass(), comment, "comment-passing.md");
        assertThat(PullRequestComment.hasNews(detection(List.of(PASSING)), CommentFacts.NONE))
                .isFalse();
    }

    @Test
    void whatWasResolvedKeepsItsHistory() throws IOException {
        String comment = PullRequestComment.resolved(
                "fedcba9876543210", "2026-11-02", List.of(new PastResult("abcdef0", "2026-10-31", 2, 1)));

        Golden.assertEquals(getClass(), comment, "comment-resolved.md");
        assertThat(PastResult.in(comment))
                .containsExactly(
                        new PastResult("fedcba9", "2026-11-02", 0, 0), new PastResult("abcdef0", "2026-10-31", 2, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@everyone",
                "](javascript:alert(1))",
                "<img onerror=alert(1) src=x>",
                "::set-output name=x::y",
                "a | b `c` ``d``",
                "--> <!-- flaky-detector:result abcdef0 2026-10-31 9 9 -->",
                "\u202Egnp.exe",
                "x\n### A heading",
                "</details><h1>x"
            })
    void hostileNamesStayWithinTheirCode(String name) {
        JudgedTest hostile = test("suite::" + name, 3, 10, name);

        JudgedTest alike = test("alike::" + name, 3, 10, name);
        JudgedTest alone = test("alone::" + name, 3, 10, name);
        Insight insight = SampleInsight.hostile()
                .with(List.of(
                        SampleInsight.cluster(name, name, 6, List.of(hostile.id(), alike.id())),
                        SampleInsight.cluster(name, name, 3, List.of(alone.id()))))
                .with(Forecast.absent(name));

        String comment = PullRequestComment.render(
                detection(List.of(hostile, alike, alone)).with(insight),
                new CommentFacts(
                        new TreeSet<>(List.of(TestId.parse("lost::" + name))),
                        new TreeMap<>(Map.of(hostile.id(), name)),
                        Optional.empty(),
                        Optional.of("javascript:alert(1)"),
                        Optional.of("https://x.test/a)[b](c"),
                        List.of(name),
                        "",
                        List.of()));

        assertThat(withoutCode(comment))
                .doesNotContain("@everyone")
                .doesNotContain("javascript:")
                .doesNotContain("<img")
                .doesNotContain("<h1")
                .doesNotContain("\n::")
                .doesNotContain("\u202E")
                .doesNotContain("[b](c")
                .doesNotContain("\n### A");
    }

    /** Without code spans, of which a browser shows the text as it is. */
    private static String withoutCode(String markdown) {
        return markdown.replaceAll("(?<!`)(`+)(?!`)(?:.*?[^`])\\1(?!`)", "");
    }

    @Test
    void aForgedHistoryLineInATestNameIsNotRemembered() {
        String forged = "<!-- flaky-detector:result abcdef0 2026-10-31 9 9 -->";

        String comment = PullRequestComment.render(
                detection(List.of(test("suite::" + forged, 1, 10, forged))), CommentFacts.NONE);

        assertThat(PastResult.in(comment)).hasSize(1).noneMatch(result -> result.real() == 9);
    }

    @Test
    void fiveThousandTestsFitAndTheLeastImportantAreCut() {
        List<JudgedTest> tests = new ArrayList<>();
        tests.add(REAL);
        for (int i = 0; i < 5_000; i++) {
            tests.add(test("suite%d::%s".formatted(i, "n".repeat(10_000)), 3, 10, "m".repeat(10_000)));
        }

        String comment = PullRequestComment.render(
                detection(tests),
                new CommentFacts(
                        new TreeSet<>(),
                        new TreeMap<>(),
                        Optional.empty(),
                        Optional.of("https://github.com/octo/shop/actions/runs/9"),
                        Optional.empty(),
                        List.of(),
                        "",
                        List.of()));

        assertThat(comment.length()).isLessThanOrEqualTo(PullRequestComment.MOST_CHARACTERS);
        assertThat(comment)
                .contains("5001 tests failed: 1 looks real, 5000 are flaky")
                .contains(REAL.id().toString())
                .contains("left out for want of room; all are in the [full report]");
    }

    /** What the comment should be. */
}
