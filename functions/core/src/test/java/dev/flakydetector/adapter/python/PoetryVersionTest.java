package dev.flakydetector.adapter.python;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected values are those of the tables in Poetry's documentation of dependency specification, where it has them. */
class PoetryVersionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "^1.2.3 ; >=1.2.3,<2",
                "^1.2 ; >=1.2,<2",
                "^1 ; >=1,<2",
                "^0.2.3 ; >=0.2.3,<0.3",
                "^0.0.3 ; >=0.0.3,<0.0.4",
                "^0.0 ; >=0.0,<0.1",
                "^0 ; >=0,<1",
                "^1.0b2 ; >=1.0b2,<2",
                "~1.2.3 ; >=1.2.3,<1.3",
                "~1.2 ; >=1.2,<1.3",
                "~1 ; >=1,<2",
                "~=1.4.2 ; ~=1.4.2",
                "1.* ; ==1.*",
                "1.2.* ; ==1.2.*",
                "==1.2.* ; ==1.2.*",
                "1.2.3 ; ==1.2.3",
                "= 1.2.3 ; ==1.2.3",
                ">= 1.2, < 1.5 ; >=1.2,<1.5",
                ">=1.2 <1.5 ; >=1.2,<1.5",
                ">=1.2,!=1.3,<2.0 ; >=1.2,!=1.3,<2.0",
                "v1.2 ; ==1.2"
            })
    void saysItAsPipDoes(String poetry, String pip) {
        assertThat(PoetryVersion.parse(poetry).orElseThrow().specifier()).isEqualTo(pip);
    }

    @Test
    void leavesAnyVersionOpen() {
        assertThat(PoetryVersion.parse("*").orElseThrow().specifier()).isEmpty();
    }

    @Test
    void takesTheLastOfSeveralAlternatives() {
        assertThat(PoetryVersion.parse("^1.5 || ^2.0").orElseThrow().specifier())
                .isEqualTo(">=2.0,<3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "^3.8 ; python_full_version >= '3.8' and python_full_version < '4'",
                "<3.11 ; python_full_version < '3.11'",
                "3.8.* ; python_full_version == '3.8.*'",
                "~2.7 || >=3.8 ; ((python_full_version >= '2.7' and python_full_version < '2.8') or"
                        + " (python_full_version >= '3.8'))"
            })
    void marksTheInterpretersItIsFor(String poetry, String marker) {
        assertThat(PoetryVersion.parse(poetry).orElseThrow().pythonMarker()).isEqualTo(marker.strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest", "^", "1.2; rm", "^1.2 -r x", "@main"})
    void knowsWhatIsNoVersion(String text) {
        assertThat(PoetryVersion.parse(text)).isEmpty();
    }
}
