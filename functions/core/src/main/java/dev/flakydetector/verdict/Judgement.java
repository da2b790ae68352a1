package dev.flakydetector.verdict;

import dev.flakydetector.domain.FlakeRate;
import dev.flakydetector.domain.JudgedTest;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.Severity;
import dev.flakydetector.domain.Verdict;
import java.util.List;

/**
 * What all counted attempts add up to.
 *
 * @param tests every test that was seen, worst first and ignored ones last
 * @param command the rate of the whole command, as if it were one test
 * @param verdict on the whole command
 * @param severity the loudest of the tests that are not ignored
 * @param problems what the attempts showed that no test's rate tells
 */
public record Judgement(
        List<JudgedTest> tests, FlakeRate command, Verdict verdict, Severity severity, List<Problem> problems) {

    public Judgement {
        tests = List.copyOf(tests);
        problems = List.copyOf(problems);
    }
}
