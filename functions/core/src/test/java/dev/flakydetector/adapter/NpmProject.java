package dev.flakydetector.adapter;

import dev.flakydetector.domain.Attempt;
import dev.flakydetector.domain.Seed;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.TestId;
import dev.flakydetector.domain.Variation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A project made for a test, with what an adapter is given to launch it. */
final class NpmProject {

    /** Finds Node and npm where a test cannot run them. */
    static final Toolchain MACHINE = program -> Optional.of(Path.of("/machine", program));

    private final Path folder;
    private final SupportFiles support;

    NpmProject(Path folder) {
        this.folder = folder;
        this.support = new SupportFiles(beside("support"));
    }

    Path folder() {
        return folder;
    }

    NpmProject file(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A {@code package.json} with this test script. */
    NpmProject script(String test) {
        return file(
                "package.json",
                "{\"name\":\"shop\",\"version\":\"1.2.3\",\"scripts\":{\"test\":\"%s\"}}".formatted(test));
    }

    /** A package whose program is for Node. */
    NpmProject installed(String name, String version, String bin) {
        file("node_modules/" + name + "/" + bin, "#!/usr/bin/env node\n");
        file("node_modules/.bin/" + name, "#!/usr/bin/env node\n");
        return file(
                "node_modules/" + name + "/package.json",
                "{\"name\":\"%1$s\",\"version\":\"%2$s\",\"bin\":{\"%1$s\":\"./%3$s\"}}".formatted(name, version, bin));
    }

    Launch launch(FrameworkAdapter adapter, String command, Attempt attempt) {
        return launch(adapter, command, attempt, MACHINE);
    }

    Launch launch(FrameworkAdapter adapter, String command, Attempt attempt, Toolchain toolchain) {
        return adapter.launch(new LaunchSetting(
                folder,
                beside("scratch"),
                beside("tools"),
                TestCommand.parse(command),
                attempt,
                toolchain,
                support,
                folder));
    }

    Path beside(String name) {
        return folder.resolveSibling(folder.getFileName() + "-" + name);
    }

    /** What is started, without the shell that puts the project's programs on the PATH. */
    static List<String> started(Launch launch) {
        List<String> words = launch.command();
        boolean throughShell = words.size() > 1 && words.get(1).equals("-c");
        return throughShell ? words.subList(words.get(2).contains("NODE_OPTIONS") ? 6 : 5, words.size()) : words;
    }

    static Attempt control(int seed) {
        return new Attempt(0, new Seed(seed), Set.of(), List.of());
    }

    static Attempt shuffled(int seed) {
        return new Attempt(1, new Seed(seed), Set.of(Variation.ORDER), List.of());
    }

    static Attempt only(String... tests) {
        return new Attempt(
                2,
                new Seed(7),
                Set.of(),
                java.util.Arrays.stream(tests).map(TestId::parse).toList());
    }

    static TreeMap<String, String> environment(Launch launch) {
        return new TreeMap<>(launch.environment());
    }
}
