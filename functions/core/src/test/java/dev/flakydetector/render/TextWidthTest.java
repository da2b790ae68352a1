package dev.flakydetector.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TextWidthTest {

    @Test
    void countsEastAsianCharactersTwice() {
        assertThat(TextWidth.of("ab")).isEqualTo(2);
        assertThat(TextWidth.of("日本")).isEqualTo(4);
        assertThat(TextWidth.of("👩")).isEqualTo(2);
    }

    @Test
    void shortensInTheMiddleAndKeepsBothEnds() {
        assertThat(TextWidth.shortenMiddle("tests/test_cart.py::test_total", 15))
                .isEqualTo("tests/t…t_total");
        assertThat(TextWidth.shortenMiddle("short", 5)).isEqualTo("short");
        assertThat(TextWidth.shortenEnd("too long", 4)).isEqualTo("too…");
    }

    @Test
    void neverExceedsTheColumnsNorPartsACharacter() {
        Random random = new Random(5);
        int[] alphabet = {'a', ' ', 0x65E5, 0x1F469, 0x301, 0x1D11E};

        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(60), 0, alphabet.length).forEach(c -> text.appendCodePoint(alphabet[c]));
            int columns = 2 + random.nextInt(40);

            assertThat(TextWidth.of(TextWidth.shortenMiddle(text.toString(), columns)))
                    .isLessThanOrEqualTo(columns);
            assertThat(TextWidth.of(TextWidth.shortenEnd(text.toString(), columns)))
                    .isLessThanOrEqualTo(columns);
            assertThat(TextWidth.wrap(text.toString(), columns)).allMatch(line -> TextWidth.of(line) <= columns);
            assertThat(String.join("", TextWidth.wrap(text.toString(), columns)).replace(" ", ""))
                    .isEqualTo(text.toString().replace(" ", ""));
        }
    }
}
