package dev.flakydetector.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CleanTextTest {

    @Test
    void spellsOutWhatHidesOrReorders() {
        assertThat(CleanText.line("a\u202Eb\u200Bc\u2028d\uFEFFe")).isEqualTo("a\\u202Eb\\u200Bc\\u2028d\\uFEFFe");
        assertThat(CleanText.line("tag \uDB40\uDC41")).isEqualTo("tag \\u{E0041}");
    }

    @Test
    void dropsTerminalSequencesAndSpellsOutLeftOverControls() {
        assertThat(CleanText.line("\u001B[1;31mred\u001B[0m \u001B]8;;http://x\u0007link\u0007"))
                .isEqualTo("red link\\u0007");
        assertThat(CleanText.line("\u001B")).isEqualTo("\\u001B");
    }

    @Test
    void seesASecretThroughColours() {
        assertThat(CleanText.line("ghp_abcdefghij\u001B[0mklmnopqrstuvwxyz0123456789"))
                .isEqualTo("***");
    }

    @Test
    void keepsLinesInABlockAndJoinsThemInALine() {
        assertThat(CleanText.block("one\r\n\ttwo\n")).isEqualTo("one\n\ttwo\n");
        assertThat(CleanText.line("  one\r\n\t two\n")).isEqualTo("one two");
    }

    @Test
    void replacesLoneSurrogatesAndKeepsPairs() {
        assertThat(CleanText.wellFormed("a\uD800b 😀")).isEqualTo("a\uFFFDb 😀");
        assertThat(CleanText.line("a\uDC00b")).isEqualTo("a\uFFFDb");
    }
}
