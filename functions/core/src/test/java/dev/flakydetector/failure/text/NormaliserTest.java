package dev.flakydetector.failure.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormaliserTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "started 2026-01-31T12:00:00.123Z ok | started <time> ok",
                "started 2026-01-31 12:00:00,123 ok | started <time> <time> ok",
                "took 1.5s, 30 ms or 2 minutes | took <duration>, <duration> or <duration>",
                "id 5fb06bd0-0bb0-7ffb-45f1-d6edd65f3e03 | id <uuid>",
                "commit 09c3073dcb7fd25a56dd643c5bbbc4ce1266cbdf | commit <hash>",
                "at 0x7ffe12ab and Object@1b2c3d4e | at <hex> and Object@<hash>",
                "connect 10.19.115.108:8493 refused | connect <host> refused",
                "GET https://example.org:8443/a/b.png | GET https://<host>/b.png",
                "localhost:54321 | localhost:<port>",
                "eth0 52:54:01:00:00:03 | eth<n> <mac>",
                "File /build/cockpit/test/common/testlib.py failed | File testlib.py failed",
                "at src/app/cart.test.js:12:7 | at cart.test.js:<n>:<n>",
                "C:\\Users\\ci\\work\\app.cs(12) | app.cs(<n>)",
                "expected 3 but was 1,234.5 | expected <n> but was <n>",
                "org.opentest4j.AssertionFailedError: expected: <1> but was: <23> "
                        + "| org.opentest4j.AssertionFailedError: expected: <n> but was: <n>",
                "AmazonS3Exception: Base64 of 12 bytes | AmazonS3Exception: Base<n> of <n> bytes",
                "host12.example7.com at worker3.Step and v1.2.Final | host<n>.example<n>.com at worker3.Step and v<n>.Final",
                "tmp/x1b2c3d.Foo abcdef12.Foo 3.Foo | tmp/x<n>b<n>c<n>d.Foo <hash>.Foo <n>.Foo",
                "nothing changes here | nothing changes here",
                "deadbeef defaced | deadbeef defaced",
            })
    void putsPlaceholdersWhereRunsDiffer(String line, String normalised) {
        assertThat(Normaliser.normalise(line)).isEqualTo(normalised);
    }

    @Test
    void removesColoursAndControlCharacters() {
        assertThat(Normaliser.normalise("\u001B[1;31mError:\u001B[0m  no\u0007 \t luck "))
                .isEqualTo("Error: no luck");
    }
}
