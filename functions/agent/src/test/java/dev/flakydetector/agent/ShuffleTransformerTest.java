package dev.flakydetector.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShuffleTransformerTest {

    private static final String NEW = "junit-4.13";

    @ParameterizedTest
    @ValueSource(strings = {"junit-4.13", "junit-dep-4.8"})
    void ordersMethodsBySeedAndClassName(String junit) {
        String expected = expected(7, Letters.OfJunit4.class);

        assertThat(new ShuffledJunit(junit, 7).run("OfJunit4")).isEqualTo(expected);
        assertThat(new ShuffledJunit(junit, 7).run("OfJunit4")).isEqualTo(expected);
        assertThat(new ShuffledJunit(junit, 7).run("InSuite")).isEqualTo(expected);
        assertThat(orders(junit, "OfJunit4")).hasSizeGreaterThan(15);
    }

    private static TreeSet<String> orders(String junit, String letters) {
        TreeSet<String> orders = new TreeSet<>();
        LongStream.range(0, 20).forEach(seed -> orders.add(new ShuffledJunit(junit, seed).run(letters)));
        return orders;
    }

    private static String expected(long seed, Class<?> type) {
        List<String> letters = Arrays.asList("a", "b", "c", "d", "e");
        Collections.shuffle(letters, new Random(SeededOrder.mixed(seed, type.getName())));
        return String.join("", letters);
    }

    @ParameterizedTest
    @ValueSource(strings = {"junit-4.13", "junit-dep-4.8"})
    void givesEachClassAnOrderOfItsOwn(String junit) {
        assertThat(new ShuffledJunit(junit, 7).run("Inherited")).isEqualTo(expected(7, Letters.Inherited.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"junit-4.13", "junit-dep-4.8"})
    void givesAllParametersTheSameOrder(String junit) {
        String[] runs =
                new ShuffledJunit(junit, 3).run("Twice").replace("-", "").split("(?<=\\G.{5})");

        assertThat(runs).hasSize(2);
        assertThat(runs[0]).isEqualTo(runs[1]).isEqualTo(expected(3, Letters.Twice.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"junit-4.13", "junit-dep-4.8"})
    void shufflesJunit3(String junit) {
        assertThat(orders(junit, "OfJunit3")).hasSizeGreaterThan(15).allMatch(order -> order.length() == 5);
    }

    @Test
    void leavesAFixedOrderAlone() {
        LongStream.range(0, 5).forEach(seed -> {
            assertThat(new ShuffledJunit(NEW, seed).run("InFixedOrder")).isEqualTo("abcde");
            assertThat(new ShuffledJunit(NEW, seed).run("BelowFixedOrder")).isEqualTo("abcde");
        });
    }

    @Test
    void changesNoOtherClassAndSurvivesADamagedOne() {
        ShuffleTransformer transformer = new ShuffleTransformer(1);

        assertThat(transformer.transform(null, "com/acme/CartTest", null, null, new byte[0]))
                .isNull();
        assertThat(transformer.transform(null, null, null, null, new byte[0])).isNull();
        assertThat(transformer.transform(null, "junit/framework/TestSuite", null, null, new byte[3]))
                .isNull();
    }
}
