package dev.flakydetector.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.domain.Cost;
import dev.flakydetector.domain.Detection;
import dev.flakydetector.history.BigValues;
import dev.flakydetector.history.InMemoryRunHistory;
import dev.flakydetector.history.RunHistory;
import dev.flakydetector.history.SampleDetections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloudEstimateTest {

    private final CloudEstimate estimate = new CloudEstimate(new CostModel(PriceList.shipped(), Deployment.DEFAULT));

    @Test
    void tellsWhatTheSameRunsWouldHaveCost() {
        Detection finished = SampleDetections.finished("d-1", "https://example.org/shop.git", 0);
        RunHistory history = new InMemoryRunHistory();
        history.begin(finished);

        Cost cost = estimate.tell(finished, history).cost().orElseThrow();

        assertThat(cost.estimate()).isTrue();
        assertThat(cost.total()).isPositive().isLessThan(1);
        assertThat(cost.items()).hasSize(Resource.values().length);
    }

    @Test
    void chargesMoreForStoredAttempts() {
        Detection finished = SampleDetections.finished("d-1", "https://example.org/shop.git", 0);
        RunHistory history = new InMemoryRunHistory();
        history.begin(finished);
        Usage none = Measuring.of(finished, history, List.of(1), 0);
        history.add("d-1", BigValues.attempt(1, 5));

        Usage one = Measuring.of(finished, history, List.of(1), 0);

        assertThat(none.attempts()).isZero();
        assertThat(one.attempts()).isEqualTo(BigValues.attempt(1, 5).duration());
        assertThat(one.attemptWrites()).isGreaterThan(none.attemptWrites());
        assertThat(one.attemptBytes()).isPositive();
    }
}
