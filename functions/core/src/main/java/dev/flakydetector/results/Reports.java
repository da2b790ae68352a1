package dev.flakydetector.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/** Reads the report files of one attempt. */
public final class Reports {

    private Reports() {}

    /**
     * One report file to read.
     *
     * @param root the attempt's own folder, which the file must not lie outside of, links followed
     * @param workspace what paths in the report are relative to
     * @param module put before every suite, to tell apart equally named classes of two modules; mostly empty
     */
    public record Source(ReportFormat format, Path file, Path root, Path workspace, String module) {}

    /** Reads all files and merges what they say; a broken file becomes a problem and spoils no other. */
    public static ParsedReport read(List<Source> sources) {
        ReportCollector collector = new ReportCollector();
        List<String> problems = new ArrayList<>();
        for (Source source : sources) {
            try {
                read(source, collector);
            } catch (NotAReport | XMLStreamException | IOException e) {
                problems.add("Cannot read report %s: %s".formatted(name(source), reason(e)));
            }
        }
        return new ParsedReport(collector.outcomes(), problems);
    }

    private static String name(Source source) {
        return source.file().startsWith(source.root())
                ? source.root().relativize(source.file()).toString()
                : source.file().getFileName().toString();
    }

    private static void read(Source source, ReportCollector collector)
            throws IOException, XMLStreamException, NotAReport {
        if (!source.file().toRealPath().startsWith(source.root().toRealPath())) {
            throw new NotAReport("it is a symbolic link out of the workspace, which is not followed");
        }
        if (Files.size(source.file()) == 0) {
            throw new NotAReport("it is empty; the test tool may have been killed before it wrote its report");
        }
        TestNaming naming = new TestNaming(source.workspace(), source.module());
        try (InputStream in = Files.newInputStream(source.file())) {
            switch (source.format()) {
                case JUNIT_XML -> new JunitXmlParser(collector, naming).parse(in);
                case JEST_JSON -> new JsonReportParser(collector, naming).jest(in);
                case MOCHA_JSON -> new JsonReportParser(collector, naming).mocha(in);
                case CTRF -> new JsonReportParser(collector, naming).ctrf(in);
                case GO_TEST_JSON -> readGo(in, collector, naming);
            }
        }
    }

    private static void readGo(InputStream in, ReportCollector collector, TestNaming naming)
            throws IOException, NotAReport {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        if (new GoTestJsonParser(collector, naming).parse(lines) == 0) {
            throw new NotAReport("it has no event of 'go test -json'");
        }
    }

    private static String reason(Exception failure) {
        if (failure instanceof XMLStreamException xml && xml.getLocation() != null) {
            return "not XML at line %d".formatted(xml.getLocation().getLineNumber());
        }
        if (failure instanceof JsonProcessingException json) {
            return "not JSON: " + json.getOriginalMessage();
        }
        return String.valueOf(failure.getMessage());
    }
}
