package dev.flakydetector.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MaskedWordsTest {

    @Test
    void hidesWhatAnyOfTheTextsAsksFor() {
        MaskedWords masked = MaskedWords.in("building\n::add-mask::sesame\r\ndone", "  ::add-mask::opening ");

        assertThat(masked.hide("opening sesame, sesame")).isEqualTo("*** ***, ***");
    }

    @Test
    void hidesTheLongerWordWhereOneHoldsTheOther() {
        assertThat(new MaskedWords(List.of("pass", "password")).hide("password pass"))
                .isEqualTo("*** ***");
    }

    @Test
    void leavesShortWordsSinceTheyWouldHideTheText() {
        assertThat(MaskedWords.in("::add-mask::\n::add-mask::no").words()).isEmpty();
    }

    @Test
    void hidesInEveryPartOfAFailure() {
        Failure hidden = MaskedWords.in("::add-mask::sesame").hide(new Failure("sesame", "a sesame", "b sesame"));

        assertThat(hidden).isEqualTo(new Failure("***", "a ***", "b ***"));
    }
}
