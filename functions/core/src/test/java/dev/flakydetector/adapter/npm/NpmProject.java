package dev.flakydetector.adapter.npm;

import dev.flakydetector.adapter.FrameworkAdapter;
import dev.flakydetector.adapter.Launch;
import dev.flakydetector.adapter.TemporaryProject;
import dev.flakydetector.adapter.Toolchain;
import dev.flakydetector.domain.Attempt;
import java.nio.file.Path;
import java.util.List;

/** A project of npm's made for a test. */
final class NpmProject {

    private final TemporaryProject project;

    NpmProject(Path folder) {
        this.project = new TemporaryProject(folder);
    }

    Path folder() {
        return project.folder();
    }

    NpmProject file(String name, String text) {
        project.file(name, text);
        return this;
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
        return project.launch(adapter, command, attempt);
    }

    Launch launch(FrameworkAdapter adapter, String command, Attempt attempt, Toolchain toolchain) {
        return project.launch(adapter, command, attempt, toolchain);
    }

    Path beside(String name) {
        return project.beside(name);
    }

    /** What is started, without the shell that puts the project's programs on the PATH. */
    static List<String> started(Launch launch) {
        List<String> words = launch.command();
        boolean throughShell = words.size() > 1 && words.get(1).equals("-c");
        return throughShell ? words.subList(words.get(2).contains("NODE_OPTIONS") ? 6 : 5, words.size()) : words;
    }
}
