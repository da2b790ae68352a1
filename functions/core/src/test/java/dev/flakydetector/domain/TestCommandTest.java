package dev.flakydetector.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestCommandTest {

    @Test
    void splitsWordsAsAShellWould() {
        TestCommand command = TestCommand.parse("TZ=UTC A='b c' pytest -k 'a or b' \"x \\\" y\" un\\ quoted ''");

        assertThat(command.environment()).isEqualTo(Map.of("TZ", "UTC", "A", "b c"));
        assertThat(command.words()).containsExactly("pytest", "-k", "a or b", "x \" y", "un quoted", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytest tests/", "A=1 sh -c 'a && b | c'", "x ''", "echo 'it'\\''s'", "a \"$HOME\" `b`"})
    void readsBackWhatItPrints(String text) {
        TestCommand command = TestCommand.parse(text);

        assertThat(TestCommand.parse(command.toString())).isEqualTo(command);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "a && b~needs a shell",
                "a | b~needs a shell",
                "a 'b~single quote is left open",
                "a \"b~double quote is left open",
                "a \\~lone backslash",
                "A=1~names no program"
            })
    void saysWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> TestCommand.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
