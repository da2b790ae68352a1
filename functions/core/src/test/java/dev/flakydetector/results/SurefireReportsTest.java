package dev.flakydetector.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.OutcomeStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reports that Surefire wrote with {@code rerunFailingTestsCount=2}, without the properties of the machine they come from.
 * A test that Surefire reran until it passed did fail on this very code.
 */
class SurefireReportsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"surefire-2.22.2-junit-4.13.2-reruns.xml", "surefire-3.5.4-junit-4.13.2-reruns.xml"})
    void aTestThatJunit4RanAgainUntilItPassedCountsAsFailed(String fixture) throws IOException {
        assertThat(statuses(read(fixture)))
                .isEqualTo(Map.of(
                        "com.acme.CartTest::isEmptyAtFirst", OutcomeStatus.PASSED,
                        "com.acme.CartTest::totalIsRightTheSecondTime", OutcomeStatus.FAILED,
                        "com.acme.CartTest::loadsTheThirdTime", OutcomeStatus.ERRORED,
                        "com.acme.CartTest::isAlwaysWrong", OutcomeStatus.FAILED,
                        "com.acme.CartTest::failsInTwoWays", OutcomeStatus.ERRORED,
                        "com.acme.CartTest::priceIsRight", OutcomeStatus.SKIPPED));
    }

    @Test
    void tellsTheRunsOfAJupiterTestApart() throws IOException {
        assertThat(statuses(read("surefire-3.5.4-jupiter-5.13.4-reruns.xml")))
                .isEqualTo(Map.of(
                        "com.acme.CartTest::loads(String)[1]", OutcomeStatus.PASSED,
                        "com.acme.CartTest::loads(String)[2]", OutcomeStatus.ERRORED,
                        "com.acme.CartTest::total", OutcomeStatus.FAILED,
                        "com.acme.CartTest::isAlwaysWrong", OutcomeStatus.FAILED,
                        "com.acme.CartTest::priceIsRight", OutcomeStatus.SKIPPED,
                        "com.acme.CartTest$WhenEmpty::isFree", OutcomeStatus.FAILED));
    }

    @Test
    void keepsWhatTheFirstFailureSaid() throws IOException {
        Outcome total = outcome(read("surefire-3.5.4-junit-4.13.2-reruns.xml"), "totalIsRightTheSecondTime");

        assertThat(total.failure().orElseThrow().message()).contains("total of \"two\" < three items");
        assertThat(total.failure().orElseThrow().detail()).contains("at com.acme.CartTest.total");
    }

    @Test
    void aBrokenSetUpFailsItsClass() throws IOException {
        ParsedReport report = read("surefire-3.5.4-junit-4.13.2-set-up.xml");

        assertThat(report.outcomes()).singleElement().satisfies(outcome -> {
            assertThat(outcome.test().toString()).contains("com.acme.SetUpTest");
            assertThat(outcome.status()).isEqualTo(OutcomeStatus.ERRORED);
        });
    }

    private ParsedReport read(String fixture) throws IOException {
        Path file = folder.resolve(fixture);
        try (InputStream in = SurefireReportsTest.class.getResourceAsStream(fixture)) {
            Files.copy(in, file);
        }
        return Reports.read(List.of(new Reports.Source(ReportFormat.JUNIT_XML, file, folder, folder, "")));
    }

    private static Outcome outcome(ParsedReport report, String name) {
        return report.outcomes().stream()
                .filter(outcome -> outcome.test().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, OutcomeStatus> statuses(ParsedReport report) {
        return report.outcomes().stream().collect(Collectors.toMap(o -> o.test().toString(), Outcome::status));
    }
}
