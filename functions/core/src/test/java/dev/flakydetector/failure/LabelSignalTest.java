package dev.flakydetector.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakydetector.failure.LabelSignal.Labelled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelSignalTest {

    @Test
    void seesASignalWhereClustersKeepToOneFate() {
        LabelSignal signal = LabelSignal.of(failures(i -> i % 2 == 0));

        assertThat(signal.present()).isTrue();
        assertThat(signal.auc().orElseThrow()).isEqualTo(1);
        assertThat(signal.judged()).isEqualTo(40);
    }

    @Test
    void saysSoWhereFatesAreSpreadEvenly() {
        LabelSignal signal = LabelSignal.of(failures(i -> i / 2 % 2 == 0));

        assertThat(signal.present()).isFalse();
        assertThat(signal.sentence()).contains("carry no signal");
    }

    @Test
    void doesNotForetellAFailureFromItsOwnChange() {
        List<Labelled> sameChange = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            sameChange.add(new Labelled(i % 2, "r" + i, "p" + i % 2, i % 2 == 0));
        }

        LabelSignal signal = LabelSignal.of(sameChange);

        assertThat(signal.judged()).isZero();
        assertThat(signal.sentence()).startsWith("Too few failures");
    }

    private static List<Labelled> failures(java.util.function.IntPredicate falseAlarm) {
        List<Labelled> failures = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            failures.add(new Labelled(i % 2, "r" + i, "p" + i, falseAlarm.test(i)));
        }
        return failures;
    }
}
