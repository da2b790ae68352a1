package dev.flakydetector.adapter.npm;

import dev.flakydetector.adapter.Toolchain;
import dev.flakydetector.domain.TestCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Follows a command through npm and the scripts of {@code package.json} to the test runner. */
final class NpmRouteFinder {

    /** Scripts that run scripts that run scripts. */
    private static final int DEEPEST = 5;

    private final Path project;
    private final PackageJson manifest;
    private final NpmRunner runner;
    private final NpmPrograms programs;

    NpmRouteFinder(Path project, NpmRunner runner, Toolchain toolchain) {
        this.project = project;
        this.manifest = PackageJson.in(project)
                .orElseGet(() -> new PackageJson("", "", Map.of(), Map.of(), Map.of(), java.util.Set.of()));
        this.runner = runner;
        this.programs = new NpmPrograms(project, toolchain);
    }

    NpmRoute find(TestCommand command) {
        return follow(command.words(), Map.of(), 0);
    }

    private NpmRoute follow(List<String> words, Map<String, String> environment, int depth) {
        if (words.isEmpty() || depth > DEEPEST) {
            return outOfReach("it leads to no program");
        }
        if (NpmCommand.SETTERS.contains(NpmRunner.fileName(words.get(0)))) {
            return followSetter(words, environment, depth);
        }
        OptionalInt arguments = runner.argumentsIn(words);
        if (arguments.isPresent()) {
            return direct(words, arguments.getAsInt(), environment);
        }
        Optional<NpmCommand> command = NpmCommand.read(words, manifest.scripts().keySet());
        if (command.isPresent() && command.get() instanceof NpmCommand.RunScript script) {
            return followScript(script, environment, depth);
        }
        if (command.isPresent() && command.get() instanceof NpmCommand.Execute execute) {
            return followExecute(words, execute, environment, depth);
        }
        return outOfReach("it starts %s, not %s".formatted(words.get(0), runner.label()));
    }

    private NpmRoute direct(List<String> words, int arguments, Map<String, String> environment) {
        return new NpmRoute.Direct(
                environment,
                programs.resolved(words.subList(0, arguments), runner),
                words.subList(arguments, words.size()));
    }

    private NpmRoute followSetter(List<String> words, Map<String, String> environment, int depth) {
        List<String> behind = NpmCommand.behindSetter(words);
        Map<String, String> more = new LinkedHashMap<>(environment);
        for (String variable : words.subList(1, words.size() - behind.size())) {
            String[] pair = variable.split("=", 2);
            more.put(pair[0], pair[1]);
        }
        return follow(behind, more, depth + 1);
    }

    private NpmRoute followExecute(
            List<String> words, NpmCommand.Execute execute, Map<String, String> environment, int depth) {
        if (programs.has(execute.words().get(0))) {
            return follow(execute.words(), environment, depth + 1);
        }
        OptionalInt arguments = runner.argumentsIn(execute.words());
        int before = words.size() - execute.words().size();
        return arguments.isPresent()
                ? new NpmRoute.Direct(
                        environment,
                        words.subList(0, before + arguments.getAsInt()),
                        words.subList(before + arguments.getAsInt(), words.size()))
                : outOfReach("it starts %s, not %s".formatted(execute.words().get(0), runner.label()));
    }

    private NpmRoute followScript(NpmCommand.RunScript run, Map<String, String> environment, int depth) {
        Optional<NpmScript> script = manifest.script(run.script()).map(NpmScript::new);
        if (script.isEmpty()) {
            return outOfReach("package.json has no script '%s'".formatted(run.script()));
        }
        Optional<TestCommand> plain = script.get().plain();
        if (plain.isPresent() && !needsNpm(run.script())) {
            return followPlain(run, plain.get(), environment, depth);
        }
        boolean lands = script.get()
                .last()
                .filter(last -> runner.argumentsIn(NpmCommand.behindSetter(last.words()))
                        .isPresent())
                .isPresent();
        return lands
                ? new NpmRoute.Behind(run)
                : within(run, script.get(), environment, depth)
                        .orElseGet(() -> outOfReach("arguments after the script '%s' (%s) do not reach %s"
                                .formatted(run.script(), script.get().text(), runner.label())));
    }

    /** Looks for the one part of a chain that comes to the runner; what follows it is no part of the tests. */
    private Optional<NpmRoute> within(
            NpmCommand.RunScript run, NpmScript script, Map<String, String> environment, int depth) {
        List<String> parts = script.chain().orElse(List.of());
        List<Integer> coming = IntStream.range(0, parts.size())
                .filter(at -> landing(parts.get(at), environment, depth).isPresent())
                .boxed()
                .toList();
        if (coming.size() != 1 || Files.exists(project.resolve(".pnp.cjs"))) {
            return Optional.empty();
        }
        NpmChain chain = NpmChain.of(parts, coming.get(0));
        if (manifest.script("pre" + run.script()).isPresent()) {
            chain = chain.after(run.client().run("pre" + run.script(), List.of()));
        }
        String landing = landing(chain.part(), environment, depth).orElseThrow();
        String text = new NpmChain(chain.before(), landing).text();
        Optional<TestCommand> alone = new NpmScript(text).plain();
        if (alone.isPresent()) {
            return Optional.of(followPlain(run, alone.get(), environment, depth));
        }
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.putAll(setByNpm(run.script()));
        return Optional.of(new NpmRoute.Behind(run, Optional.of(text), more));
    }

    /** The part as it has to be written for further arguments to reach the runner; empty where they would not. */
    private Optional<String> landing(String part, Map<String, String> environment, int depth) {
        Optional<TestCommand> command = new NpmScript(part).last();
        List<String> words =
                command.map(TestCommand::words).map(NpmCommand::behindSetter).orElse(List.of());
        if (words.isEmpty()) {
            return Optional.empty();
        }
        if (runner.argumentsIn(words).isPresent()) {
            return Optional.of(part);
        }
        Optional<NpmCommand> read = NpmCommand.read(words, manifest.scripts().keySet());
        if (read.isEmpty() || new NpmScript(part).plain().isEmpty()) {
            return Optional.empty();
        }
        NpmRoute route = follow(words, environment, depth + 1);
        boolean parted =
                NpmClient.named(words.get(0)).stream().noneMatch(NpmClient.NPM::equals) || words.contains("--");
        return route instanceof NpmRoute.OutOfReach ? Optional.empty() : Optional.of(parted ? part : part + " --");
    }

    private NpmRoute followPlain(
            NpmCommand.RunScript run, TestCommand script, Map<String, String> environment, int depth) {
        List<String> words = new ArrayList<>(script.words());
        boolean runsNpm = NpmClient.named(words.get(0)).stream().anyMatch(NpmClient.NPM::equals);
        if (runsNpm && !run.arguments().isEmpty() && !words.contains("--")) {
            // npm would keep options for itself, and these would never arrive.
            return outOfReach("arguments after the script '%s' end in npm".formatted(run.script()));
        }
        words.addAll(run.arguments());
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.putAll(setByNpm(run.script()));
        more.putAll(script.environment());
        return follow(words, more, depth + 1);
    }

    /** npm runs what is to happen before and after a script; Yarn's Plug'n'Play has no packages on disk. */
    private boolean needsNpm(String script) {
        return manifest.script("pre" + script).isPresent()
                || manifest.script("post" + script).isPresent()
                || Files.exists(project.resolve(".pnp.cjs"));
    }

    /** What of npm's variables programs are known to read. */
    private Map<String, String> setByNpm(String script) {
        return Map.of(
                "npm_lifecycle_event", script,
                "npm_package_name", manifest.name(),
                "npm_package_version", manifest.version(),
                "INIT_CWD", project.toString());
    }

    private static NpmRoute outOfReach(String why) {
        return new NpmRoute.OutOfReach(why);
    }
}
