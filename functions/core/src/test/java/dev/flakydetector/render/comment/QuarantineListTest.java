package dev.flakydetector.render.comment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.Framework;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuarantineListTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '~',
            value = {
                "PYTEST~tests/a.py::C::test_x[a b]~--deselect 'tests/a.py::C::test_x[a b]'",
                "JEST~src/a.test.js::cart > adds (up)~-t '^(?!.*(cart adds \\(up\\)))'",
                "MOCHA~test/a.js::cart > adds up~--invert --grep 'cart adds up'",
                "NODE_TEST~test/a.js::cart > adds up~--test-skip-pattern='adds up'",
                "GO~example.com/shop::TestTotal/eur~-skip '^(TestTotal)$'",
                "MAVEN~com.acme.CartTest::total(int)[1]~-Dtest='!com.acme.CartTest#total'"
            })
    void speaksTheFrameworksOwnSyntax(Framework framework, String id, String option) {
        String list = QuarantineList.suggest(flaky(framework, id), TODAY);

        assertThat(list).contains("until 2026-11-15").contains("\n" + option + "\n");
    }

    @Test
    void namesStayWithinTheFenceAndTheQuotes() {
        String list = QuarantineList.suggest(
                flaky(Framework.PYTEST, "a.py::x[```\n</details> '; rm -rf ~; ' \u202E]"), TODAY);

        assertThat(list).contains("\n````\n").doesNotContain("\u202E").contains("'\\''; rm -rf ~; '\\''");
    }

    @Test
    void testsThatFailEveryTimeAreNotHidden() {
        Detection failing = CommentSamples.detection(List.of(CommentSamples.test("a.py::x", 10, 10, "")));

        assertThat(QuarantineList.suggest(failing, TODAY)).isEmpty();
    }

    @Test
    void aFrameworkThatWeCannotTellToSkipGetsNoList() {
        assertThat(QuarantineList.suggest(flaky(Framework.COMMAND, "x"), TODAY)).isEmpty();
    }

    private static Detection flaky(Framework framework, String id) {
        return CommentSamples.of(Optional.of(framework), List.of(CommentSamples.test(id, 3, 10, "")));
    }
}
