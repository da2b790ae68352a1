package dev.flakydetector.failure.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureWindowTest {

    @Test
    void findsTheTracebackAfterATapFailure() {
        FailureWindow window = FailureWindow.in("""
                Traceback (most recent call last):
                  File "/a/other.py", line 1, in other
                ValueError: before
                not ok 26 testFormat (check_storage.TestStorage) duration: 78s
                Traceback (most recent call last):
                  File "/build/test/check-storage", line 74, in testFormat
                    check_type("ext4")
                  File "/build/test/testlib.py", line 847, in _invoke
                    raise Error(res['error'])
                Error: timeout happened
                Wrote TestStorage-FAIL.png
                """);

        assertThat(window.test()).isEqualTo("testFormat (check_storage.TestStorage)");
        assertThat(window.errors()).containsExactly("Error: timeout happened");
        assertThat(window.frames()).containsExactly("check-storage:testFormat", "testlib.py:_invoke");
        assertThat(window.sources()).containsExactly("check_type(\"ext4\")", "raise Error(res['error'])");
    }

    @Test
    void takesTheLastTracebackOfAChain() {
        FailureWindow window = FailureWindow.in("""
                FAIL: test_a (pkg.Case)
                Traceback (most recent call last):
                  File "a.py", line 1, in f
                KeyError: 'x'

                During handling of the above exception, another exception occurred:

                Traceback (most recent call last):
                  File "b.py", line 2, in g
                LookupError: no x
                """);

        assertThat(window.errors()).containsExactly("LookupError: no x");
    }

    @Test
    void findsAJavaStackWithItsCauses() {
        FailureWindow window = FailureWindow.in("""
                [INFO] Running com.acme.CartTest
                [ERROR] com.acme.CartTest.total  Time elapsed: 0.012 s  <<< ERROR!
                java.lang.IllegalStateException: no price
                \tat com.acme.Cart.total(Cart.java:12)
                \tat com.acme.CartTest.total(CartTest.java:30)
                Caused by: java.io.IOException: Connection reset
                \t... 12 more
                [INFO] done
                """);

        assertThat(window.test()).isEqualTo("com.acme.CartTest.total");
        assertThat(window.errors())
                .containsExactly("java.lang.IllegalStateException: no price", "java.io.IOException: Connection reset");
        assertThat(window.frames())
                .containsExactly("com.acme.Cart.total(Cart.java:12)", "com.acme.CartTest.total(CartTest.java:30)");
    }

    @Test
    void findsAJestFailure() {
        FailureWindow window = FailureWindow.in("""
                FAIL src/cart.test.js
                  ● cart › adds up

                    TypeError: Cannot read properties of undefined (reading 'price')

                      10 | test('adds up', () => {
                    > 11 |   expect(total(cart)).toBe(3);

                      at total (src/cart.js:4:18)
                      at Object.<anonymous> (src/cart.test.js:11:10)
                """);

        assertThat(window.test()).isEqualTo("cart › adds up");
        assertThat(window.errors()).containsExactly("TypeError: Cannot read properties of undefined (reading 'price')");
        assertThat(window.frames()).hasSize(2);
    }

    @Test
    void findsWhatPytestPrints() {
        FailureWindow window = FailureWindow.in("""
                _____________________ TestCart.test_total _____________________

                >       assert total(cart) == 3
                E       assert 2 == 3
                E        +  where 2 = total([1, 1])

                tests/test_cart.py:12: AssertionError
                =========== short test summary info ===========
                FAILED tests/test_cart.py::TestCart::test_total - assert 2 == 3
                """);

        assertThat(window.test()).isEqualTo("tests/test_cart.py::TestCart::test_total");
        assertThat(window.errors()).startsWith("assert 2 == 3");
        assertThat(window.frames()).containsExactly("test_cart.py");
        assertThat(window.sources()).containsExactly("assert total(cart) == 3");
    }

    @Test
    void aGapInWhatPytestExplainsEndsNoTrace() {
        FailureWindow window = FailureWindow.in(String.join(
                "\n",
                ">       assert tags({'tags': 'green, warm'})[0] == 'green'",
                "E       AssertionError: assert 'warm' == 'green'",
                "E         ",
                "E         - green",
                "E         + warm",
                "",
                "tests/test_suggestions.py:17: AssertionError"));

        assertThat(window.errors()).startsWith("AssertionError: assert 'warm' == 'green'");
        assertThat(window.sources()).hasSize(1);
    }

    @Test
    void findsGoFailuresAndPanics() {
        FailureWindow log = FailureWindow.in(
                "=== RUN   TestSum\n    sum_test.go:12: got 3, want 4\n--- FAIL: TestSum (0.00s)\nFAIL\n");
        FailureWindow panic = FailureWindow.in("""
                panic: runtime error: index out of range [3] with length 3

                goroutine 7 [running]:
                acme.Sum(0xc000012345)
                \t/home/me/acme/sum.go:12 +0x1d
                FAIL\tacme\t0.003s
                """);

        assertThat(log.test()).isEqualTo("TestSum");
        assertThat(log.errors()).containsExactly("got 3, want 4");
        assertThat(panic.errors()).containsExactly("panic: runtime error: index out of range [3] with length 3");
        assertThat(panic.frames()).containsExactly("sum.go acme.Sum");
    }

    @Test
    void findsRustAndGoogleTestMessages() {
        FailureWindow rust = FailureWindow.in(
                "thread 'cart::adds' panicked at src/cart.rs:4:5:\nassertion failed: left == right\n\nnote: run with");
        FailureWindow google = FailureWindow.in(
                "[ RUN      ] Cart.Adds\ncart_test.cc:12: Failure\nExpected: 3\nActual: 2\n\n[  FAILED  ] Cart.Adds (1 ms)\n");

        assertThat(rust.test()).isEqualTo("cart::adds");
        assertThat(rust.errors()).startsWith("assertion failed: left == right");
        assertThat(google.test()).isEqualTo("Cart.Adds");
        assertThat(google.errors()).containsExactly("Expected: 3", "Actual: 2");
        assertThat(google.frames()).containsExactly("cart_test.cc");
    }

    @Test
    void fallsBackOnTheFirstAndLastLinesThatSpeakOfTrouble() {
        FailureWindow window = FailureWindow.in(
                "starting\nerror: cannot find disk\nretrying\nretrying\nmake: *** [test] Error 2\nbye\n");

        assertThat(window.errors()).containsExactly("error: cannot find disk", "make: *** [test] Error 2");
    }

    @Test
    void anEmptyLogHasAnEmptyWindow() {
        assertThat(FailureWindow.in("").isEmpty()).isTrue();
        assertThat(FailureWindow.in("\n \r\n").isEmpty()).isTrue();
        assertThat(Fingerprint.of(FailureWindow.in("")).isEmpty()).isTrue();
    }

    @Test
    void runsOfTheSameFailureHaveTheSameFingerprint() {
        String log = "2026-01-31 12:00:0%d\nnot ok 1 testA\nTraceback (most recent call last):\n"
                + "  File \"/build/x%d/a.py\", line %d, in f\nValueError: port 1234%d\n";

        Fingerprint one = Fingerprint.of(FailureWindow.in(log.formatted(1, 1, 1, 1)));
        Fingerprint other = Fingerprint.of(FailureWindow.in(log.formatted(2, 2, 2, 2)));

        assertThat(one).isEqualTo(other);
        assertThat(one.similarity(other)).isEqualTo(1);
    }
}
