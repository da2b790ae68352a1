package dev.flakydetector.agent;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Changes the few classes of the test tools that decide an order, each before it is first used, and no other class. What
 * cannot be changed stays as it is, and standard error says so.
 */
final class ShuffleTransformer implements ClassFileTransformer {

    private final long seed;

    ShuffleTransformer(long seed) {
        this.seed = seed;
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        ShufflePoint point = name == null ? null : ShufflePoint.in(name);
        if (point == null) {
            return null;
        }
        try {
            return Weaver.weave(bytes, point, seed);
        } catch (RuntimeException | LinkageError e) {
            // A test run without its shuffle is worth more than none.
            System.err.println("flaky-detector: cannot shuffle by way of " + name + ": " + e);
            return null;
        }
    }
}
