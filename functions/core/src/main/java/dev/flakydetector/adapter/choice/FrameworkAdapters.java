package dev.flakydetector.adapter.choice;

import dev.flakydetector.adapter.FrameworkAdapter;
import dev.flakydetector.adapter.go.GoAdapter;
import dev.flakydetector.adapter.jvm.GradleAdapter;
import dev.flakydetector.adapter.jvm.MavenAdapter;
import dev.flakydetector.adapter.npm.JestAdapter;
import dev.flakydetector.adapter.npm.MochaAdapter;
import dev.flakydetector.adapter.npm.NodeTestAdapter;
import dev.flakydetector.adapter.npm.VitestAdapter;
import dev.flakydetector.adapter.python.PytestAdapter;
import dev.flakydetector.adapter.python.UnittestAdapter;
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
