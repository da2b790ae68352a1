package dev.flakydetector.adapter.jvm;

import dev.flakydetector.adapter.FrameworkAdapter;
import dev.flakydetector.adapter.Launch;
import dev.flakydetector.adapter.LaunchSetting;
import dev.flakydetector.adapter.SetupSetting;
import dev.flakydetector.adapter.SetupStep;
import dev.flakydetector.adapter.SupportFiles;
import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Variation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A Java project made for a test, with what an adapter is given to launch it. */
final class JvmProject {

    private final Path folder;
    private final SupportFiles support;

    /** In a folder below this one, which is empty. */
    JvmProject(Path place) throws IOException {
        this.folder = Files.createDirectories(place.resolve("project"));
        this.support = new SupportFiles(place.resolve("support"));
    }

    Path folder() {
        return folder;
    }

    JvmProject file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
        return this;
    }

    Launch launch(FrameworkAdapter adapter, String command, Set<Variation> variations, String... tests) {
        Attempt attempt = new Attempt(
                1, new Seed(7), variations, Stream.of(tests).map(TestId::parse).toList());
        return adapter.launch(new LaunchSetting(
                folder,
                beside("scratch"),
                beside("tools"),
                TestCommand.parse(command),
                attempt,
                program -> Optional.empty(),
                support,
                beside("home")));
    }

    List<SetupStep> setup(FrameworkAdapter adapter, String command, Set<Variation> vary) {
        SetupSetting setting = new SetupSetting(
                folder, beside("tools"), TestCommand.parse(command), program -> Optional.empty(), true, beside("home"));
        return adapter.setup(setting, vary);
    }

    Path beside(String name) {
        return folder.resolveSibling(name);
    }
}
