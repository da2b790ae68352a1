package dev.flakydetector.render.comment;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Verdict;
import dev.flakydetector.render.CleanText;
import dev.flakydetector.render.markdown.MarkdownText;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The flaky tests as options that make their framework skip them, until a day on which somebody should look again. A
 * suggestion to read, and never applied by us: a skipped test guards nothing.
 */
public final class QuarantineList {

    private static final int MOST = 50;
    private static final int MOST_ID = 400;
    private static final int DAYS = 14;
    private static final Pattern SPECIAL = Pattern.compile("[\\\\^$.|?*+()\\[\\]{}]");

    private QuarantineList() {}

    /** Markdown to fold into a comment; empty when nothing is flaky, or the framework knows no such option. */
    public static String suggest(Detection detection, LocalDate today) {
        List<TestId> flaky = detection.tests().stream()
                .filter(test -> test.verdict() == Verdict.FLAKY && !test.ignored())
                .map(JudgedTest::id)
                .filter(id -> id.toString().length() <= MOST_ID)
                .limit(MOST)
                .toList();
        String options = detection
                .framework()
                .map(framework -> options(framework, flaky))
                .orElse("");
        if (flaky.isEmpty() || options.isEmpty()) {
            return "";
        }
        String day = today.plusDays(DAYS).toString();
        String fence = MarkdownText.fence(options);
        return """
                <details><summary>To keep the flaky ones out of the way until %s</summary>

                %s
                # flaky-detector: until %s
                %s
                %s

                A test that is skipped guards nothing: put the day into your calendar, or into an issue.

                </details>
                """.formatted(day, fence, day, CleanText.block(options), fence);
    }

    private static String options(Framework framework, List<TestId> flaky) {
        return switch (framework) {
            case PYTEST -> lines(flaky, id -> "--deselect " + quote(oneLine(id.toString())));
            case JEST, VITEST -> "-t " + quote("^(?!.*(" + names(flaky) + "))");
            case MOCHA -> "--invert --grep " + quote(names(flaky));
            case NODE_TEST -> lines(flaky, id -> "--test-skip-pattern=" + quote(lastTitle(id)));
            case GO -> "-skip " + quote("^(" + goNames(flaky) + ")$");
            case MAVEN -> "-Dtest=" + quote(mavenNames(flaky));
            default -> "";
        };
    }

    private static String names(List<TestId> flaky) {
        return flaky.stream()
                .map(id -> literal(oneLine(id.name()).replace(" > ", " ")))
                .collect(Collectors.joining("|"));
    }

    private static String goNames(List<TestId> flaky) {
        return flaky.stream()
                .map(id -> literal(oneLine(id.name()).split("/", 2)[0]))
                .distinct()
                .collect(Collectors.joining("|"));
    }

    private static String mavenNames(List<TestId> flaky) {
        return flaky.stream()
                .map(id -> "!" + oneLine(id.suite()) + "#" + oneLine(id.name()).replaceAll("[(\\[{].*", ""))
                .distinct()
                .collect(Collectors.joining(","));
    }

    private static String lastTitle(TestId id) {
        String name = oneLine(id.name());
        int nested = name.lastIndexOf(" > ");
        return literal(nested < 0 ? name : name.substring(nested + " > ".length()));
    }

    /** One option a line. */
    private interface Option {
        String of(TestId id);
    }

    private static String lines(List<TestId> flaky, Option option) {
        return flaky.stream().map(option::of).collect(Collectors.joining("\n"));
    }

    private static String literal(String text) {
        return SPECIAL.matcher(text).replaceAll("\\\\$0");
    }

    private static String oneLine(String text) {
        return CleanText.line(text);
    }

    private static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
