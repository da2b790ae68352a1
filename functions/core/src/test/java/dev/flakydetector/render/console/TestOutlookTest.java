package dev.flakydetector.render.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.render.Samples;
import org.junit.jupiter.api.Test;

class TestOutlookTest {

    private static final TestId STOCK = TestId.parse("tests/test_stock.py::test_reserves_last_item");

    @Test
    void tellsTheNextRunAndTheCluster() {
        TestOutlook outlook = new TestOutlook(Samples.typical().detection(), STOCK);
        ObjectNode json = JsonNodeFactory.instance.objectNode();

        outlook.addTo(json);

        assertThat(outlook.lines())
                .startsWith("next run fails with 23 %", "fails like: AssertionError: no session for user <num>")
                .allMatch(line -> line.length() <= 80);
        assertThat(String.join(" ", outlook.lines())).contains("seen 12 times on 5 branches since 3 June");
        assertThat(json.path("p_fail").path("probability").asDouble()).isEqualTo(0.2296);
        assertThat(json.path("cluster").asText()).isEqualTo("tokens-v1-7b0d44");
    }

    @Test
    void saysNothingOfATestThatNobodyKnows() {
        TestOutlook outlook = new TestOutlook(Samples.typical().detection(), TestId.parse("other"));
        ObjectNode json = JsonNodeFactory.instance.objectNode();

        outlook.addTo(json);

        assertThat(outlook.lines()).isEmpty();
        assertThat(json).isEmpty();
    }
}
