package dev.flakydetector.rerun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.adapter.Launch;
import dev.flakydetector.adapter.ReportLocation;
import dev.flakydetector.adapter.choice.FrameworkAdapters;
import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.results.ParsedReport;
import dev.flakydetector.results.ReportFormat;
import dev.flakydetector.results.Reports;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultClassifierTest {

    @TempDir
    private Path folder;

    @Test
    void tellsAProcessThatWasKilledFromOneThatEndedWithAHighCode() throws Exception {
        assertThat(reasonAfter(137)).contains("killed by signal 9");
        assertThat(reasonAfter(128 + 64)).contains("killed by signal 64");
        assertThat(reasonAfter(254)).contains("exit code 254").doesNotContain("signal");
    }

    private String reasonAfter(int exitCode) throws Exception {
        ProcessLog nothing = ProcessLog.pump(InputStream.nullInputStream(), folder.resolve("log"));
        nothing.finish();
        Path report = folder.resolve("report.xml");
        TestCommand command = TestCommand.of("vitest");
        ParsedReport none = Reports.read(List.of());

        AttemptResult result = new ResultClassifier(FrameworkAdapters.of(Framework.VITEST), command, folder)
                .classify(
                        new Launch(
                                List.of("vitest"),
                                Map.of(),
                                List.of(new ReportLocation.File(ReportFormat.JUNIT_XML, report)),
                                List.of()),
                        new ChildProcess.Ending(OptionalInt.of(exitCode), Duration.ofSeconds(1), nothing, nothing, 0),
                        none);

        return result.trouble().orElseThrow();
    }
}
