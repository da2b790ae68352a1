package dev.flakydetector.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.TestId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestGlobTest {

    @ParameterizedTest
    @CsvSource({
        "test_known_flaky_*, tests/test_cart.py::test_known_flaky_total, true",
        "test_known_flaky_*, tests/test_cart.py::TestCart::test_known_flaky_total[eur], true",
        "TestCart::*, tests/test_cart.py::TestCart::test_total, true",
        "tests/test_cart.py::*, tests/test_cart.py::TestCart::test_total, true",
        "tests/test_cart.py::TestCart::test_total, tests/test_cart.py::TestCart::test_total, true",
        "tests/*, tests/deep/test_cart.py::test_total, true",
        "*CartTest::total, com.acme.CartTest::total, true",
        "test_total[eur], tests/test_cart.py::test_total[eur], true",
        "test_total?, tests/test_cart.py::test_total2, true",
        "*, anything, true",
        "adds *, src/cart.test.js::cart > adds up, false",
        "* adds up, src/cart.test.js::cart > adds up, true",
        "total, tests/test_cart.py::test_total, false",
        "test_total, tests/test_cart.py::test_total[eur], false",
        "test_tot[ab]l, tests/test_cart.py::test_total, false",
        "test_total?, tests/test_cart.py::test_total, false",
        "a*b*c, xa::a1b2b3c, true",
        "a*b*c, xa::a1b2b3cd, false",
    })
    void matchesTheWholeIdOrItsEndAfterASeparator(String pattern, String id, boolean expected) {
        assertThat(new TestGlob(pattern).matches(TestId.parse(id))).isEqualTo(expected);
    }

    @Test
    @Timeout(10)
    void isNotSlowedDownByHostilePatterns() {
        TestGlob glob = new TestGlob("*a".repeat(200) + "b");

        assertThat(glob.matches(TestId.parse("a".repeat(20_000)))).isFalse();
    }
}
