package dev.flakydetector.results;

import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.Outcome;
import dev.flakydetector.domain.OutcomeStatus;
import dev.flakydetector.domain.TestId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads JUnit's XML as a stream, so a report's size does not matter. DTDs and entities are refused.
 *
 * <p>A test that failed and was rerun by the tool until it passed ({@code flakyFailure}, {@code flakyError}) counts as
 * failed: it did fail on this very code, and hiding that is what this project is against.
 */
final class JunitXmlParser {

    private static final XMLInputFactory FACTORY = factory();

    private final ReportCollector collector;
    private final TestNaming naming;
    private final Deque<String> suites = new ArrayDeque<>();

    JunitXmlParser(ReportCollector collector, TestNaming naming) {
        this.collector = collector;
        this.naming = naming;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }

    /**
     * Hands every test case to the collector.
     *
     * @throws XMLStreamException when it is not XML, or no longer; what came before has been handed over
     * @throws NotAReport when it is XML of another kind
     */
    void parse(InputStream in) throws IOException, XMLStreamException, NotAReport {
        XMLStreamReader xml = FACTORY.createXMLStreamReader(XmlCharacters.reader(in));
        boolean root = true;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) {
                throw new NotAReport("it has a DOCTYPE, which no test tool writes and which is refused");
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                String name = xml.getLocalName();
                if (root && !name.equals("testsuites") && !name.equals("testsuite")) {
                    throw new NotAReport("its root is <%s>, not <testsuites> or <testsuite>".formatted(name));
                }
                root = false;
                start(xml, name);
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && xml.getLocalName().equals("testsuite")) {
                suites.pop();
            }
        }
    }

    private void start(XMLStreamReader xml, String name) throws XMLStreamException {
        if (name.equals("testsuite")) {
            suites.push(attribute(xml, "name"));
        } else if (name.equals("testcase")) {
            testCase(xml);
        }
    }

    private void testCase(XMLStreamReader xml) throws XMLStreamException {
        Optional<TestId> id =
                naming.junit(suites, attribute(xml, "classname"), attribute(xml, "file"), attribute(xml, "name"));
        Duration duration = Durations.ofSeconds(attribute(xml, "time"));
        OutcomeStatus status = OutcomeStatus.PASSED;
        Optional<Failure> failure = Optional.empty();
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("testcase")) {
                break;
            }
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            OutcomeStatus told = statusOf(xml.getLocalName());
            if (told == null) {
                continue;
            }
            if (told.isFailure() && failure.isEmpty()) {
                failure = Optional.of(failure(xml));
            }
            if (Severities.isWorse(told, status)) {
                status = told;
            }
        }
        if (id.isPresent()) {
            collector.add(new Outcome(id.get(), status, duration, failure));
        }
    }

    private static @Nullable OutcomeStatus statusOf(String element) {
        return switch (element) {
            case "failure", "flakyFailure", "rerunFailure" -> OutcomeStatus.FAILED;
            case "error", "flakyError", "rerunError" -> OutcomeStatus.ERRORED;
            case "skipped" -> OutcomeStatus.SKIPPED;
            default -> null;
        };
    }

    private static Failure failure(XMLStreamReader xml) throws XMLStreamException {
        String type = attribute(xml, "type");
        String message = attribute(xml, "message");
        BoundedText text = new BoundedText();
        int depth = 1;
        while (depth > 0) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
            }
        }
        String detail = text.toString();
        return Failures.of(type, message, detail);
    }

    private static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }
}
