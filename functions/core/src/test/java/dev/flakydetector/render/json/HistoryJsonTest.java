package dev.flakydetector.render.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.render.Samples;
import org.junit.jupiter.api.Test;

class HistoryJsonTest {

    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    @Test
    void addsTheNextRunAndTheCluster() {
        HistoryJson.addOutlook(
                json, Samples.typical().detection(), TestId.parse("tests/test_stock.py::test_reserves_last_item"));

        assertThat(json.path("p_fail").path("probability").asDouble()).isEqualTo(0.2296);
        assertThat(json.path("cluster").asText()).isEqualTo("tokens-v1-7b0d44");
    }

    @Test
    void addsNothingOfATestThatNobodyKnows() {
        HistoryJson.addOutlook(json, Samples.typical().detection(), TestId.parse("other"));

        assertThat(json).isEmpty();
    }
}
