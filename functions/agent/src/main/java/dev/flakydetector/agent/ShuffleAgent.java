package dev.flakydetector.agent;

import java.lang.instrument.Instrumentation;

/** Begins before the tests do, with the attempt's seed as its only argument. */
public final class ShuffleAgent {

    private ShuffleAgent() {}

    /**
     * Called by the JVM.
     *
     * @param argument the seed
     */
    public static void premain(String argument, Instrumentation instrumentation) {
        long seed = Long.parseLong(argument);
        System.setProperty(SeededMethodInterceptor.SEED, Long.toString(seed));
        JupiterOrder.set(seed, ClassLoader.getSystemClassLoader(), System.getProperties());
        instrumentation.addTransformer(new ShuffleTransformer(seed));
    }
}
