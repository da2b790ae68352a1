package dev.flakydetector.scorer.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A report for other programs: {@code {rows, violations: [{row, column, rule, value}], counts: {rule: n}}}. */
public final class CheckReportJson {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private CheckReportJson() {}

    public static String render(CheckReport report) {
        ObjectNode root = JSON.createObjectNode().put("rows", report.rows());
        ArrayNode violations = root.putArray("violations");
        for (Violation violation : report.violations()) {
            ObjectNode node = violations.addObject();
            violation.row().ifPresentOrElse(row -> node.put("row", row), () -> node.putNull("row"));
            node.put("column", violation.column().orElse(null))
                    .put("rule", violation.rule().token())
                    .put("value", violation.value());
        }
        ObjectNode counts = root.putObject("counts");
        report.counts().forEach((rule, count) -> counts.put(rule.token(), count));
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers is always JSON", e);
        }
    }
}
