package dev.flakydetector.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports as tools wrote them, tool and version in the name, each with the outcomes that a person read in it. */
class RealReportsTest {

    /** Where the tools ran. */
    private static final Path WORKSPACE = Path.of("/home/shop/project");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "JEST_JSON, jest-30.5.2.json",
        "JUNIT_XML, jest-junit-17.0.0.xml",
        "JEST_JSON, vitest-4.1.12.json",
        "JUNIT_XML, vitest-4.1.12.xml",
        "MOCHA_JSON, mocha-12.0.3.json",
        "CTRF, ctrf-jest-30.5.2.json",
        "CTRF, ctrf-mocha-12.0.3.json",
        "JUNIT_XML, gotestsum-1.8.2.xml",
        "JUNIT_XML, pytest-7.2.1-broken-module.xml"
    })
    void saysWhatThePersonRead(ReportFormat format, String fixture) throws IOException {
        Path file = Files.write(folder.resolve(fixture), bytes(fixture));

        ParsedReport report = Reports.read(List.of(new Reports.Source(format, file, folder, WORKSPACE, "")));

        assertThat(report.problems()).isEmpty();
        assertThat(report.outcomes().stream().map(RealReportsTest::line).sorted())
                .containsExactlyElementsOf(new String(bytes(fixture + ".expected"), StandardCharsets.UTF_8)
                        .lines()
                        .toList());
    }

    private static String line(Outcome outcome) {
        String said =
                outcome.failure().map(failure -> "  # " + failure.message()).orElse("");
        return "%s  %s%s"
                .formatted(
                        outcome.test(),
                        outcome.status(),
                        said.lines().findFirst().orElse(""));
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = RealReportsTest.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return in.readAllBytes();
        }
    }
}
