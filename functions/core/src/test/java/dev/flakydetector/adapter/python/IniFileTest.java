package dev.flakydetector.adapter.python;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IniFileTest {

    @Test
    void readsValuesThatGoOnInIndentedLines() {
        IniFile file = IniFile.parse("""
            ; a comment
            [options]
            install_requires =
                attrs>=22

                # for one system alone
                six
            name: shop
            """);

        assertThat(file.lines("options", "install_requires")).containsExactly("attrs>=22", "six");
        assertThat(file.lines("options", "name")).containsExactly("shop");
    }

    @Test
    void knowsNothingOfWhatIsNotThere() {
        IniFile file = IniFile.parse("stray = 1\n[options]\nflag\n");

        assertThat(file.lines("options", "flag")).isEmpty();
        assertThat(file.lines("options", "other")).isEmpty();
        assertThat(file.section("none")).isEmpty();
    }
}
