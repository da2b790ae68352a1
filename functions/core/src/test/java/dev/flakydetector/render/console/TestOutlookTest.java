package dev.flakydetector.render.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.TestId;
import dev.flakydetector.render.Samples;
import org.junit.jupiter.api.Test;

class TestOutlookTest {

    private static final TestId STOCK = TestId.parse("tests/test_stock.py::test_reserves_last_item");

    @Test
    void tellsTheNextRunAndTheCluster() {
        TestOutlook outlook = new TestOutlook(Samples.typical().detection(), STOCK);

        assertThat(outlook.lines())
                .startsWith("next run fails with 23 %", "fails like: AssertionError: no session for user <num>")
                .allMatch(line -> line.length() <= 80);
        assertThat(String.join(" ", outlook.lines())).contains("seen 12 times on 5 branches since 3 June");
    }

    @Test
    void saysNothingOfATestThatNobodyKnows() {
        TestOutlook outlook = new TestOutlook(Samples.typical().detection(), TestId.parse("other"));

        assertThat(outlook.lines()).isEmpty();
    }
}
