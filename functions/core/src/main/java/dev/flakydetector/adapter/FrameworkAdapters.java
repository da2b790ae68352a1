package dev.flakydetector.adapter;

import dev.flakydetector.domain.Framework;
import java.util.List;

/** The adapters there are, one for each framework. */
public final class FrameworkAdapters {

    private static final List<FrameworkAdapter> ALL = List.of(
            new PytestAdapter(),
            new UnittestAdapter(),
            new JestAdapter(),
            new VitestAdapter(),
            new MochaAdapter(),
            new NodeTestAdapter(),
            new GoAdapter(),
            new MavenAdapter(),
            new GradleAdapter(),
            new CommandAdapter());

    private FrameworkAdapters() {}

    public static List<FrameworkAdapter> all() {
        return ALL;
    }

    public static FrameworkAdapter of(Framework framework) {
        return ALL.stream()
                .filter(adapter -> adapter.framework() == framework)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No adapter for " + framework));
    }
}
