package dev.flakydetector.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.Failure;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.failure.FailureGroups.Known;
import dev.flakydetector.failure.record.FailureRecord;
import dev.flakydetector.failure.record.ReadingSummary;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FailureGroupsTest {

    private static final TestId TOTAL = new TestId("tests/test_cart.py", "test_total");
    private static final TestId EMPTY = new TestId("tests/test_cart.py", "test_empty");
    private static final TestId LOGIN = new TestId("tests/test_login.py", "test_login");

    @Test
    void groupsFailuresByWhatTheySay() {
        FailureGroups groups = new FailureGroups();
        groups.add(TOTAL, refused(8001), UnaryOperator.identity());
        groups.add(EMPTY, refused(9002), UnaryOperator.identity());
        groups.add(TOTAL, refused(9003), UnaryOperator.identity());
        groups.add(LOGIN, timeout(), UnaryOperator.identity());

        List<FailureGroup> found = groups.among(List.of());

        assertThat(found).hasSize(2);
        assertThat(found.get(0).failures()).isEqualTo(3);
        assertThat(found.get(0).tests()).containsExactly(EMPTY, TOTAL);
        assertThat(found.get(0).name()).contains("ConnectionRefusedError");
        assertThat(found.get(0).key()).matches("t3-[0-9a-f]{12}");
        assertThat(found.get(1).tests()).containsExactly(LOGIN);
        assertThat(found.get(1).falseAlarm()).isEmpty();
    }

    @Test
    void anotherDetectionGivesTheSameKeyWhateverItMeetsFirst() {
        FailureGroups other = new FailureGroups();
        other.add(LOGIN, timeout(), UnaryOperator.identity());
        other.add(LOGIN, refused(1234), UnaryOperator.identity());
        FailureGroups one = new FailureGroups();
        one.add(TOTAL, refused(8001), UnaryOperator.identity());

        List<String> keys =
                other.among(List.of()).stream().map(FailureGroup::key).toList();

        assertThat(keys).contains(one.among(List.of()).get(0).key());
    }

    @Test
    void joinsTheClusterOfAnEarlierDetectionThatLooksNearlyTheSame() {
        FailureGroups earlier = new FailureGroups();
        earlier.add(TOTAL, deep("first"), UnaryOperator.identity());
        FailureGroup met = earlier.among(List.of()).get(0);
        FailureGroups now = new FailureGroups();
        now.add(TOTAL, deep("second"), UnaryOperator.identity());

        assertThat(now.among(List.of()).get(0).key()).isNotEqualTo(met.key());
        assertThat(now.among(List.of(new Known("t3-known", met.traits())))
                        .get(0)
                        .key())
                .isEqualTo("t3-known");
        assertThat(now.among(List.of(new Known("t0-old", "0:AAAA"))).get(0).key())
                .startsWith("t3-");
    }

    /** A stack of which one frame differs. */
    private static Failure deep(String caller) {
        StringBuilder stack = new StringBuilder("java.lang.IllegalStateException: no price in the list\n");
        for (int i = 0; i < 8; i++) {
            stack.append("\tat com.acme.Cart.step").append((char) ('a' + i)).append("(Cart.java:1)\n");
        }
        stack.append("\tat com.acme.CartTest.").append(caller).append("(CartTest.java:9)\n");
        return new Failure("java.lang.IllegalStateException", "no price in the list", stack.toString());
    }

    @Test
    void takesTheKeyAndTheChanceOfATraining() {
        TriageTraining training = new TriageTraining(Algorithm.TOKENS, UnaryOperator.identity());
        for (int i = 0; i < 4; i++) {
            training.accept(new FailureRecord(
                    "r" + i, "", "", "", "", Optional.empty(), Optional.of(i > 0), FailureLog.of(refused(100 + i))));
        }
        TriageTraining.Trained trained = training.finish(new ReadingSummary(4, 0, List.of(), 0));
        FailureGroups untrained = new FailureGroups();
        untrained.add(TOTAL, refused(8001), UnaryOperator.identity());
        FailureGroups groups = new FailureGroups(trained.model());
        groups.add(TOTAL, refused(8001), UnaryOperator.identity());
        groups.add(LOGIN, timeout(), UnaryOperator.identity());
        FailureGroup before = untrained.among(List.of()).get(0);

        List<FailureGroup> found = groups.among(List.of(new Known("t3-before", before.traits())));

        FailureGroup known = found.stream()
                .filter(group -> group.tests().contains(TOTAL))
                .findFirst()
                .orElseThrow();
        assertThat(known.key())
                .isEqualTo(trained.result().clusters().get(0).key())
                .isEqualTo(before.key());
        assertThat(known.keys()).containsExactlyInAnyOrder(known.key(), "t3-before");
        assertThat(known.falseAlarm()).map(FalseAlarm::chance).contains(4.0 / 6);
    }

    @Test
    void masksNamesAndSaysNothingOfSilentFailures() {
        FailureGroups groups = new FailureGroups();
        groups.add(TOTAL, new Failure("", "", ""), UnaryOperator.identity());
        assertThat(groups.isEmpty()).isTrue();

        groups.add(TOTAL, timeout(), text -> text.replace("login", "***"));

        assertThat(groups.among(List.of()).get(0).name()).contains("***").doesNotContain("login");
    }

    @Test
    void plainMessagesGroupToo() {
        FailureGroups groups = new FailureGroups();
        groups.add(TOTAL, new Failure("", "expected 3 apples", ""), UnaryOperator.identity());
        groups.add(EMPTY, new Failure("", "expected 3 apples", ""), UnaryOperator.identity());
        groups.add(LOGIN, new Failure("", "the door is closed", ""), UnaryOperator.identity());

        assertThat(groups.among(List.of())).hasSize(2);
    }

    private static Failure refused(int port) {
        return new Failure("ConnectionRefusedError", "[Errno 111] Connection refused", """
                Traceback (most recent call last):
                  File "/tmp/w%d/shop/net.py", line 12, in connect
                    sock.connect(("127.0.0.1", %d))
                ConnectionRefusedError: [Errno 111] Connection refused
                """.formatted(port, port));
    }

    private static Failure timeout() {
        return new Failure("TimeoutError", "waited 30s for login", "TimeoutError: waited 30s for login");
    }
}
