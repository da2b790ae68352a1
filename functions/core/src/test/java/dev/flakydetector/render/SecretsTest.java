package dev.flakydetector.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "using ghp_abcdefghijklmnopqrstuvwxyz0123456789 now|using *** now",
                "ghs_abcdefghijklmnopqrstuvwxyz0123456789|***",
                "github_pat_11ABCDEFG0123456789_abcdefghijklmnop|***",
                "id=AKIAIOSFODNN7EXAMPLE.|id=***.",
                "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY|AWS_SECRET_ACCESS_KEY=***",
                "'\"SecretAccessKey\": \"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\"'|'\"SecretAccessKey\": \"***\"'",
                "xoxb-1234567890-abcdefghij|***",
                "https://hooks.slack.com/services/T000/B000/XXXX|https://hooks.slack.com/***",
                "clone https://ada:s3cret@example.org/x.git|clone https://***@example.org/x.git",
                "Authorization: Bearer abc.def-ghi_jkl|Authorization: Bearer ***",
                "glpat-abcdefghij0123456789|***",
                "password=hunter2hunter2 user=ada|password=*** user=ada",
                "'{\"api_key\": \"abcdef123456\"}'|'{\"api_key\": \"***\"}'",
                "GET /x?token=abcdef123456&page=2|GET /x?token=***&page=2",
            })
    void masksSecretsByTheirShape(String text, String expected) {
        assertThat(Secrets.mask(text)).isEqualTo(expected);
    }

    @Test
    void masksAPrivateKeyEvenWhereItsEndIsCutOff() {
        String key = "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nIBAAK\n";

        assertThat(Secrets.mask(key + "-----END RSA PRIVATE KEY-----\nrest")).isEqualTo("***\nrest");
        assertThat(Secrets.mask(key)).isEqualTo("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org:8443/a@b",
                "commit 9fceb02d0ae598e95dc970b74767f19372d61af8",
                "ghp_short",
                "xoxo",
                "test_authorization: ok",
                "see http://localhost:80/x and mail a@b.org",
                "SyntaxError: Unexpected token: keyword (const)",
                "assert password == 'x'",
                "com.example.shop.checkout.V2CheckoutServiceIntegrationTest",
                "test_V2_API_returns404ForUnknownItemsInTheCart_withHTTP2AndTLS13",
                "/home/runner/work/shop/node_modules/@jest/core/build/TestScheduler.js:333:13",
                "550e8400-e29b-41d4-a716-446655440000",
                "550E8400-E29B-41D4-A716-446655440000",
                "sha512-v2kDEe57lecTulaDIuNTPy3Ry4gLGJ6Z1O3vE1krgXZNrsQ+LFTGHVxVjcXPs17LhbZVGedAJv8XZ1tvj5FvSg==",
                "2026-11-01T12:00:00.123456789Z--2026-11-02T12:00:00Z",
                "0.30000000000000004440892098500626",
                "tmp_k3jd92jf8dk2_pytest-of-root/pytest-0/test_total0"
            })
    void leavesOrdinaryTextAlone(String text) {
        assertThat(Secrets.mask(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk_live_51H8xYzAbQ7LmN3pR9sT2vW",
                "npm_a8Kd92LmQp0Zx7Vt4Bn6Ws1Rc3Yf5Hg9Jk2D",
                "AIzaSyD4x8Q2mN7pL0kR9vT3wB6yC1zF5hJ8uE",
                "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"
            })
    void masksWhatLooksRandom(String token) {
        assertThat(Secrets.mask("key is " + token + ".")).isEqualTo("key is ***.");
    }

    @Test
    void masksWordsThatALogAsksToBeMasked() {
        assertThat(Secrets.mask("::add-mask::open sesame\nsaid open sesame\n::add-mask::no\nno"))
                .isEqualTo("::add-mask::***\nsaid ***\n::add-mask::no\nno");
    }

    @Test
    void guessesNothingInNames() {
        assertThat(Secrets.maskKnown("test[npm_a8Kd92LmQp0Zx7Vt4Bn6Ws1Rc3Yf5Hg9Jk2D]"))
                .doesNotContain("***");
        assertThat(Secrets.maskKnown("test[AKIAIOSFODNN7EXAMPLE]")).isEqualTo("test[***]");
    }

    @Test
    void maskingTwiceIsMaskingOnce() {
        String once = Secrets.mask("password=hunter2hunter2 https://ada:s3cret@example.org ::add-mask::sesame");

        assertThat(Secrets.mask(once)).isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aB3",
                "password=",
                "token=",
                "://",
                "xox",
                "-----BEGIN PRIVATE KEY-----",
                "secretaccesskey=",
                "Authorization: ",
                "AKIA"
            })
    @Timeout(20)
    void isNotSlowedDownByTextThatNearlyMatches(String almost) {
        String text = almost.repeat(4_000_000 / almost.length());

        assertThat(Secrets.mask(text)).isNotEmpty();
    }
}
