package dev.flakydetector.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.AttemptResult;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.failure.record.FailureRecord;
import dev.flakydetector.history.InMemoryRunHistory;
import dev.flakydetector.history.SampleDetections;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryFailuresTest {

    private final InMemoryRunHistory history = new InMemoryRunHistory();
    private final List<FailureRecord> read = new ArrayList<>();

    @Test
    void aFlakyTestsFailuresAreKnownFalseAlarms() {
        detect("d1", "/shop", 0, 1);

        int count = HistoryFailures.ofAll(history).forEach(read::add);

        assertThat(count).isEqualTo(1);
        FailureRecord failure = read.get(0);
        assertThat(failure.id()).startsWith("d1/0/tests/test_cart.py");
        assertThat(failure.test()).isEqualTo(SampleDetections.FLAKY.toString());
        assertThat(failure.falseAlarm()).contains(true);
        assertThat(failure.date()).contains(SampleDetections.START);
        assertThat(failure.revision()).hasSize(40);
        assertThat(failure.log()).startsWith("AssertionError: 1 != 2\n").contains("line 2");
    }

    @Test
    void readsTheOldestFirstAndOneRepositoryAloneIfAsked() {
        detect("d2", "/shop", 5, 1);
        detect("d1", "/shop", 0, 1);
        detect("d3", "/other", 9, 1);

        HistoryFailures.of(history, "/shop").forEach(read::add);

        assertThat(read).extracting(failure -> failure.id().substring(0, 2)).containsExactly("d1", "d2");
    }

    @Test
    void readsManyFailuresOfATestButNotAll() {
        detect("d1", "/shop", 0, 30);

        assertThat(HistoryFailures.ofAll(history).forEach(read::add)).isEqualTo(20);
    }

    private void detect(String id, String repository, int minutesLater, int attempts) {
        Detection finished = SampleDetections.finished(id, repository, minutesLater);
        history.begin(SampleDetections.started(id, repository, minutesLater));
        for (int i = 0; i < attempts; i++) {
            history.add(id, SampleDetections.attempt(i, new AttemptResult.Reported(SampleDetections.outcomes())));
        }
        history.conclude(finished);
    }
}
