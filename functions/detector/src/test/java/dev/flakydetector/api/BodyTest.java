package dev.flakydetector.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BodyTest {

    private static final String WORD = "né";

    @Test
    void isTheSameAsTextAndAsBytes() {
        byte[] utf8 = WORD.getBytes(StandardCharsets.UTF_8);

        assertThat(Body.of(WORD).bytes()).isEqualTo(utf8);
        assertThat(Body.of(utf8).bytes()).isSameAs(utf8);
        assertThat(Body.of(utf8).text()).isEqualTo(WORD);
    }

    @Test
    void countsCharactersHoweverManyBytesTheyTake() {
        byte[] utf8 = WORD.getBytes(StandardCharsets.UTF_8);

        assertThat(utf8).hasSize(WORD.length() + 1);
        assertThat(Body.of(utf8).isLongerThan(WORD.length())).isFalse();
        assertThat(Body.of(utf8).isLongerThan(WORD.length() - 1)).isTrue();
        assertThat(Body.of(WORD).isLongerThan(WORD.length() - 1)).isTrue();
    }

    @Test
    void isEmptyInEitherForm() {
        assertThat(Body.of("").isEmpty()).isTrue();
        assertThat(Body.of(new byte[0]).isEmpty()).isTrue();
        assertThat(Body.of(WORD).isEmpty()).isFalse();
    }
}
