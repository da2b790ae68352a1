package dev.flakydetector.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.testng.IMethodInstance;
import org.testng.IMethodInterceptor;
import org.testng.ITestContext;

/**
 * Shuffles the methods within each TestNG class; TestNG finds it by itself. Priorities, dependencies and an order that the
 * suite fixes are TestNG's own business and hold.
 */
public final class SeededMethodInterceptor implements IMethodInterceptor {

    static final String SEED = "flaky.shuffle.seed";

    @Override
    public List<IMethodInstance> intercept(List<IMethodInstance> methods, ITestContext context) {
        Long seed = Long.getLong(SEED);
        if (seed == null) {
            return methods;
        }
        Map<Class<?>, List<IMethodInstance>> classes = new LinkedHashMap<>();
        for (IMethodInstance method : methods) {
            classes.computeIfAbsent(method.getMethod().getRealClass(), type -> new ArrayList<>())
                    .add(method);
        }
        List<IMethodInstance> shuffled = new ArrayList<>();
        classes.forEach((type, own) -> shuffled.addAll(inOrder(own, type.getName(), seed)));
        return shuffled;
    }

    /** The same order that JUnit's methods get, by the methods' full signatures. */
    private static List<IMethodInstance> inOrder(List<IMethodInstance> methods, String type, long seed) {
        Map<String, List<IMethodInstance>> bySignature = new LinkedHashMap<>();
        for (IMethodInstance method : methods) {
            String signature =
                    String.valueOf(method.getMethod().getConstructorOrMethod().getMethod());
            bySignature.computeIfAbsent(signature, key -> new ArrayList<>()).add(method);
        }
        List<IMethodInstance> ordered = new ArrayList<>();
        for (Object signature : SeededOrder.ordered(new ArrayList<>(bySignature.keySet()), type, seed)) {
            ordered.addAll(bySignature.getOrDefault(String.valueOf(signature), new ArrayList<>()));
        }
        return ordered;
    }
}
