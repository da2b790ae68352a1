package dev.flakydetector.github;

import dev.flakydetector.results.ReportFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Tells which tool's report a file is by how it begins; names say little. */
final class ReportGuess {

    private static final int LOOK_AT = 16_384;

    private ReportGuess() {}

    static Optional<ReportFormat> of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(new String(in.readNBytes(LOOK_AT), StandardCharsets.UTF_8)
                    .replace("\uFEFF", "")
                    .stripLeading());
        }
    }

    private static Optional<ReportFormat> of(String beginning) {
        if (beginning.startsWith("<")) {
            return beginning.contains("<testsuite") ? Optional.of(ReportFormat.JUNIT_XML) : Optional.empty();
        }
        if (!beginning.startsWith("{")) {
            return Optional.empty();
        }
        String firstLine = beginning.lines().findFirst().orElse("");
        if (firstLine.contains("\"Action\"") && firstLine.contains("\"Package\"")) {
            return Optional.of(ReportFormat.GO_TEST_JSON);
        }
        if (beginning.contains("\"numTotalTests\"") || beginning.contains("\"testResults\"")) {
            return Optional.of(ReportFormat.JEST_JSON);
        }
        if (beginning.contains("\"results\"") && beginning.contains("\"summary\"") && beginning.contains("\"tool\"")) {
            return Optional.of(ReportFormat.CTRF);
        }
        return beginning.contains("\"stats\"") && beginning.contains("\"suites\"")
                ? Optional.of(ReportFormat.MOCHA_JSON)
                : Optional.empty();
    }
}
