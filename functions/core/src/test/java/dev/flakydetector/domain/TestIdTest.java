package dev.flakydetector.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"tests/test_cart.py::TestCart::test_total[a::b]", "total", "::odd", "odd::", "::", "a.B::c > d"})
    void readsBackWhatItPrints(String spelling) {
        TestId id = TestId.parse(spelling);

        assertThat(id).hasToString(spelling);
        assertThat(TestId.parse(id.toString())).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({"f.py, C::t, f.py, C::t", "f.py::C, t, f.py, C::t", "'', f.py::t, f.py, t"})
    void sameSpellingIsTheSameTest(String suite, String name, String expectedSuite, String expectedName) {
        TestId id = new TestId(suite, name);

        assertThat(id.suite()).isEqualTo(expectedSuite);
        assertThat(id.name()).isEqualTo(expectedName);
    }

    @Test
    void needsAName() {
        assertThatThrownBy(() -> new TestId("suite", " ")).hasMessageContaining("needs a name");
    }
}
