package dev.flakydetector.agent;

import org.jspecify.annotations.Nullable;

/** A method of a test tool through which an order passes. */
enum ShufflePoint {
    /** The test methods of a JUnit 4 class, of every runner that builds on JUnit's own. */
    JUNIT4_METHODS("getChildren", "()Ljava/util/List;"),
    /** The test methods of a JUnit 3 class. */
    JUNIT3_METHODS("<init>", "(Ljava/lang/Class;)V"),
    /** The classes of a Surefire run; it starts from the disk's order, and before 3.0.0-M6 its random order knows no seed. */
    SUREFIRE_CLASSES("orderTestClasses", "(Ljava/util/List;L");

    private final String method;
    private final String descriptor;

    ShufflePoint(String method, String descriptor) {
        this.method = method;
        this.descriptor = descriptor;
    }

    /** The one in a class, by its internal name, if there is any. */
    static @Nullable ShufflePoint in(String name) {
        switch (name) {
            case "org/junit/runners/BlockJUnit4ClassRunner":
                return JUNIT4_METHODS;
            case "junit/framework/TestSuite":
                return JUNIT3_METHODS;
            case "org/apache/maven/surefire/util/DefaultRunOrderCalculator":
            case "org/apache/maven/surefire/api/util/DefaultRunOrderCalculator":
                return SUREFIRE_CLASSES;
            default:
                return null;
        }
    }

    boolean isIn(String name, String signature) {
        return method.equals(name) && signature.startsWith(descriptor);
    }
}
