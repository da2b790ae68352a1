package dev.flakydetector.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.StopRule;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.Variation;
import dev.flakydetector.pipeline.RequestDraft;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CloudRequestTest {

    private static final List<String> RUN = List.of("octo/shop", "99", "1", "test");

    @Test
    void namesEverythingThatWasAskedFor() {
        CloudRequest request = CloudRequest.of(
                new RequestDraft(
                        "https://example.com/a.git",
                        Optional.of("0123456"),
                        Optional.of(TestCommand.parse("pytest 'a b'")),
                        Optional.of(Framework.PYTEST),
                        Optional.of(20),
                        Optional.of(5),
                        Optional.of(new Seed(42)),
                        Optional.of(Duration.ofMinutes(5)),
                        Optional.of(StopRule.CAP),
                        Optional.of(Set.of(Variation.ORDER, Variation.HASH_ORDER))),
                RUN);

        assertThat(request.body())
                .isEqualTo(
                        "{\"repo\":\"https://example.com/a.git\",\"ref\":\"0123456\",\"test_command\":\"pytest 'a b'\","
                                + "\"framework\":\"pytest\",\"runs\":20,\"parallelism\":5,\"seed\":42,\"timeout\":300,"
                                + "\"until\":\"cap\",\"vary\":[\"hash-seed\",\"order\"]}");
    }

    @Test
    void theSameQuestionOfTheSameAttemptHasTheSameKey() {
        String key = CloudRequest.of(draft("a"), RUN).key();

        assertThat(CloudRequest.of(draft("a"), RUN).key()).isEqualTo(key).hasSizeLessThan(256);
        assertThat(CloudRequest.of(draft("b"), RUN).key()).isNotEqualTo(key);
        assertThat(CloudRequest.of(draft("a"), List.of("octo/shop", "99", "2", "test"))
                        .key())
                .isNotEqualTo(key);
        assertThat(CloudRequest.of(draft("a"), List.of("octo/shop", "991", "", "test"))
                        .key())
                .isNotEqualTo(key);
    }

    private static RequestDraft draft(String repository) {
        return RequestDraft.of(repository);
    }
}
