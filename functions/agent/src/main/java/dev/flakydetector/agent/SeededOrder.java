package dev.flakydetector.agent;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * An order that follows from the seed and the names alone, in whatever order the tool found the things. {@link Weaver}
 * copies these methods into classes of the test tools, as they stand, so that no class loader needs to know this one: they
 * call each other and the JDK, and use nothing that a class of Java 5 may not hold (no lambdas, no static methods of
 * interfaces).
 */
final class SeededOrder {

    private SeededOrder() {}

    /** The methods of a JUnit 4 class. {@code @FixMethodOrder} is the project's word that their order matters: it holds. */
    static List<?> methods(List<?> methods, Class<?> type, long seed) {
        for (Class<?> one = type; one != null; one = one.getSuperclass()) {
            for (Annotation annotation : one.getAnnotations()) {
                if (annotation.annotationType().getName().equals("org.junit.FixMethodOrder")) {
                    return methods;
                }
            }
        }
        return ordered(methods, type.getName(), seed);
    }

    /** The tests of a JUnit 3 class, in place. */
    static void tests(List<?> tests, Class<?> type, long seed) {
        reorder(tests, type.getName(), seed);
    }

    /** The classes of a run, in place, unless the project asks for an order: as the disk has them is none. */
    static void classes(List<?> classes, Object runOrder, long seed) {
        String order = String.valueOf(runOrder);
        if (order.equals("filesystem") || order.equals("random")) {
            reorder(classes, "", seed);
        }
    }

    /** The things by name, then shuffled; those of one name keep their order and stay together. */
    static <T> List<T> ordered(List<T> things, String salt, long seed) {
        Map<String, List<T>> byName = new TreeMap<String, List<T>>();
        for (T thing : things) {
            String name = nameOf(thing);
            List<T> same = byName.get(name);
            if (same == null) {
                same = new ArrayList<T>();
                byName.put(name, same);
            }
            same.add(thing);
        }
        List<List<T>> groups = new ArrayList<List<T>>(byName.values());
        Collections.shuffle(groups, new Random(mixed(seed, salt)));
        List<T> ordered = new ArrayList<T>();
        for (List<T> group : groups) {
            ordered.addAll(group);
        }
        return ordered;
    }

    /** Neighbouring seeds make {@link Random} begin alike, so their bits are spread first, as SplittableRandom does. */
    static long mixed(long seed, String salt) {
        long bits = seed + salt.hashCode() * 0x9E3779B97F4A7C15L;
        bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return bits ^ (bits >>> 31);
    }

    private static <T> void reorder(List<T> things, String salt, long seed) {
        List<T> ordered = ordered(things, salt, seed);
        for (int i = 0; i < ordered.size(); i++) {
            things.set(i, ordered.get(i));
        }
    }

    private static String nameOf(Object thing) {
        if (thing instanceof Class) {
            return ((Class<?>) thing).getName();
        }
        try {
            // JUnit 4's FrameworkMethod, which prints its address before 4.12.
            Method method = thing.getClass().getMethod("getMethod");
            return String.valueOf(method.invoke(thing));
        } catch (ReflectiveOperationException e) {
            return String.valueOf(thing);
        }
    }
}
