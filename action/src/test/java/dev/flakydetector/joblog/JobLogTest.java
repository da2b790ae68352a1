package dev.flakydetector.joblog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobLogTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\0',
            value = {
                "FAILED tests/test_cart.py::TestCart::test_total[a b] - assert 1 =="
                        + " 2~tests/test_cart.py::TestCart::test_total[a b]",
                "ERROR tests/test_cart.py::test_db - ConnectionError~tests/test_cart.py::test_db",
                "--- FAIL: TestTotal/eur (0.00s)|FAIL\tgithub.com/octo/shop"
                        + "\t0.005s~github.com/octo/shop::TestTotal/eur",
                "[ERROR] com.acme.CartTest.total -- Time elapsed: 0.012 s <<< FAILURE!~com.acme.CartTest::total",
                "[ERROR] total(com.acme.CartTest)  Time elapsed: 0.01 s  <<< ERROR!~com.acme.CartTest::total",
                "com.acme.CartTest > total() FAILED~com.acme.CartTest::total()",
                "FAIL src/cart.test.js (5.1 s)|  ● cart › adds up~src/cart.test.js::cart > adds up",
                " FAIL  src/cart.test.ts > cart > adds up~src/cart.test.ts::cart > adds up"
            })
    void knowsHowToolsPrintAFailedTest(String log, String id) throws IOException {
        assertThat(found(log.replace('|', '\n'))).containsExactly(id);
    }

    @Test
    void stampsAndColoursOfTheRunnerAreNotPartOfALine() throws IOException {
        String log =
                "2026-11-01T12:00:00.1234567Z \u001B[31mFAILED\u001B[0m tests/test_a.py::\u001B[1mtest_b\u001B[0m - x";

        assertThat(found(log)).containsExactly("tests/test_a.py::test_b");
    }

    @ParameterizedTest
    @CsvSource({
        "pytest-9.0.3, 'tests/test_cart.py::test_total[a b], tests/test_cart.py::TestCart::test_eur'",
        "go-1.19.8, 'example.com/shop::TestTotal, example.com/shop::TestTotal/eur'",
        "jest-29.7.0, 'src/cart.test.js::cart > total > adds up, src/cart.test.js::alone'",
        "vitest-3.2.7, 'v/cart.test.ts::cart > total > adds up, v/cart.test.ts::alone'",
        "mocha-11.8.0, 'cart > total > adds up, alone'",
        "surefire-3.5.4, com.example.shop.CouponsTest::breaks",
        "gradle-4.4.1, 'com.example.parking.CarParkTest::breaks, com.example.parking.CarParkTest::throwsUp,"
                + " com.example.parking.CarParkTest$Nested::breaksToo, com.example.parking.LevelsTest::isEven[level 1],"
                + " com.example.parking.LevelsTest::isEven[level 3]'",
        "gradle-4.4.1-projects, 'com.example.parking.CarParkTest::breaks, com.example.parking.CarParkTest::throwsUp,"
                + " com.example.parking.CarParkTest$Nested::breaksToo, com.example.parking.TicketsTest::breaks,"
                + " com.example.parking.TicketsTest::throwsUp, com.example.parking.TicketsTest$Nested::breaksToo'"
    })
    void readsLogsOfTheRealTools(String file, String ids) throws IOException {
        try (InputStream in = JobLogTest.class.getResourceAsStream(file + ".log")) {
            assertThat(JobLog.failedTests(new InputStreamReader(in, StandardCharsets.UTF_8)))
                    .extracting(Object::toString)
                    .containsExactlyInAnyOrderElementsOf(
                            Arrays.stream(ids.split(", ")).toList());
        }
    }

    @Test
    void hostileLinesCostNoTime() throws IOException {
        String line = "FAILED " + "a.py::".repeat(2_000) + "[".repeat(20_000) + "\n";

        assertThat(found(line.repeat(50) + "  1) " + " ".repeat(100_000))).hasSizeLessThan(2);
    }

    private static List<String> found(String log) throws IOException {
        return JobLog.failedTests(new StringReader(log)).stream()
                .map(Object::toString)
                .toList();
    }
}
