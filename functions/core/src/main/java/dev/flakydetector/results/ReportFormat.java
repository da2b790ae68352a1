package dev.flakydetector.results;

/** The report formats that we read. */
public enum ReportFormat {
    /** JUnit's XML in the dialects of pytest, Surefire, Gradle, Jest, Vitest, Mocha, Node and gotestsum. */
    JUNIT_XML,
    /** The event stream of {@code go test -json}. */
    GO_TEST_JSON,
    /** {@code jest --json}. */
    JEST_JSON,
    /** {@code mocha --reporter json}. */
    MOCHA_JSON,
    /** The Common Test Report Format. */
    CTRF
}
