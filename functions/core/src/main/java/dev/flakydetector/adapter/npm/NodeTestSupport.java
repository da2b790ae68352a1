package dev.flakydetector.adapter.npm;

import dev.flakydetector.adapter.SupportFiles;
import java.nio.file.Path;
import java.util.List;

/** Our files that Node loads into Mocha and node:test, and the variables that tell them what to do. */
final class NodeTestSupport {

    /** The seed of the order; without it nothing is shuffled. */
    static final String ORDER_SEED = "FLAKY_DETECTOR_ORDER_SEED";

    /** Where the report goes. */
    static final String REPORT = "FLAKY_DETECTOR_REPORT";

    private NodeTestSupport() {}

    static Path mocha(SupportFiles support) {
        return file(support, "mocha.cjs");
    }

    static Path nodeTestOrder(SupportFiles support) {
        return file(support, "node-test-order.cjs");
    }

    static Path nodeTestReport(SupportFiles support) {
        return file(support, "node-test-report.mjs");
    }

    /** The files load each other, so all of them are unpacked. */
    private static Path file(SupportFiles support, String name) {
        List.of("order.cjs", "junit.cjs").forEach(shared -> support.file("npm/" + shared));
        return support.file("npm/" + name).toAbsolutePath();
    }
}
