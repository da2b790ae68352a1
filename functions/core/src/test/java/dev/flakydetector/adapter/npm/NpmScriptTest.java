package dev.flakydetector.adapter.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.TestCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpmScriptTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"jest", "TZ=UTC jest --coverage", "mocha 'test/**/*.js'", "jest -t \"adds (up)\"", "jest a#b"})
    void isPlainWhereAShellWouldChangeNothing(String text) {
        assertThat(new NpmScript(text).plain()).contains(TestCommand.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eslint . && jest",
                "jest; echo",
                "jest&",
                "mocha test/*.js",
                "jest $ARGS",
                "jest \"$ARGS\"",
                "jest | tee log",
                "jest > log",
                "`which jest`",
                "jest ~/x",
                "jest # all",
                "jest 'open",
                ""
            })
    void isNotPlainWhereAShellIsNeeded(String text) {
        assertThat(new NpmScript(text).plain()).isEmpty();
    }

    @Test
    void knowsItsLastCommand() {
        assertThat(new NpmScript("eslint 'a && b'; tsc && TZ=UTC mocha test/*.js").last())
                .contains(TestCommand.parse("TZ=UTC mocha test/*.js"));
    }
}
