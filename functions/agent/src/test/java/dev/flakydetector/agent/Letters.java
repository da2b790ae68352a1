package dev.flakydetector.agent;

import java.util.ArrayList;
import java.util.List;
import junit.framework.TestCase;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.MethodSorters;
import org.junit.runners.Parameterized;
import org.junit.runners.Suite;

/** Test classes that note in which order their methods ran. */
public final class Letters {

    public static final List<String> RAN = new ArrayList<>();

    private Letters() {}

    public static class OfJunit4 {
        @Test
        public void a() {
            RAN.add("a");
        }

        @Test
        public void b() {
            RAN.add("b");
        }

        @Test
        public void c() {
            RAN.add("c");
        }

        @Test
        public void d() {
            RAN.add("d");
        }

        @Test
        public void e() {
            RAN.add("e");
        }
    }

    public static class Inherited extends OfJunit4 {}

    @FixMethodOrder(MethodSorters.NAME_ASCENDING)
    public static class InFixedOrder extends OfJunit4 {}

    public static class BelowFixedOrder extends InFixedOrder {}

    @RunWith(Suite.class)
    @Suite.SuiteClasses(OfJunit4.class)
    public static class InSuite {}

    @RunWith(Parameterized.class)
    public static class Twice extends OfJunit4 {
        public Twice(int number) {
            RAN.add("-");
        }

        @Parameterized.Parameters
        public static List<Object[]> numbers() {
            return List.of(new Object[] {1}, new Object[] {2});
        }
    }

    public static class OfJunit3 extends TestCase {
        public void testA() {
            RAN.add("a");
        }

        public void testB() {
            RAN.add("b");
        }

        public void testC() {
            RAN.add("c");
        }

        public void testD() {
            RAN.add("d");
        }

        public void testE() {
            RAN.add("e");
        }
    }
}
