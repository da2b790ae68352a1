package dev.flakydetector.adapter.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.TestId;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NpmTestNamesTest {

    private static final List<TestId> TESTS = List.of(
            TestId.parse("test/a.test.js::cart > adds (1 + 1) up"),
            TestId.parse("test/a.test.js::cart > is empty"),
            TestId.parse("test/b.test.js::top"));

    @Test
    void namesEachFileOnce() {
        assertThat(NpmTestNames.files(TESTS)).containsExactly("test/a.test.js", "test/b.test.js");
    }

    @Test
    void matchesFullNamesHoweverTheirTitlesAreJoined() {
        Pattern pattern = Pattern.compile(NpmTestNames.fullNames(TESTS));

        assertThat(List.of("cart adds (1 + 1) up", "cart > is empty", " top"))
                .allMatch(name -> pattern.matcher(name).find());
        assertThat(List.of("is empty", "cart is empty twice", "cart adds 11 up"))
                .noneMatch(name -> pattern.matcher(name).find());
    }

    @Test
    void matchesLastTitlesToo() {
        Pattern pattern = Pattern.compile(NpmTestNames.fullNamesOrTitles(TESTS));

        assertThat(List.of("cart is empty", "is empty", "adds (1 + 1) up", "top"))
                .allMatch(name -> pattern.matcher(name).find());
        assertThat(pattern.matcher("cart").find()).isFalse();
    }
}
