package dev.flakydetector.adapter.npm;

import dev.flakydetector.adapter.Launch;
import dev.flakydetector.adapter.LaunchSetting;
import dev.flakydetector.adapter.ReportLocation;
import dev.flakydetector.domain.Variation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Builds the launch of an attempt along the route that its command takes. What npm would do for the command is done
 * here too: its programs are on the PATH, and variables that stand before it in a script are set.
 */
final class NpmLaunch {

    /** The PATH and NODE_OPTIONS that an attempt gets are known to its shell alone. */
    private static final String START =
            "PATH=\"$1:$PATH\"; NODE_OPTIONS=\"$NODE_OPTIONS $2\"; export PATH NODE_OPTIONS; shift 2; exec \"$@\"";

    private static final String START_WITH_PATH = "PATH=\"$1:$PATH\"; export PATH; shift; exec \"$@\"";

    private final LaunchSetting setting;
    private final Map<String, String> environment = new TreeMap<>();
    private final List<String> shortfalls = new ArrayList<>();

    NpmLaunch(LaunchSetting setting) {
        this.setting = setting;
        PackageJson.in(setting.workspace())
                .filter(PackageJson::hasWorkspaces)
                .ifPresent(
                        root -> shortfalls.add(
                                "package.json lists workspaces: only what the root's command runs is judged; give the folder of one package to judge it apart"));
    }

    NpmLaunch set(String name, String value) {
        environment.put(name, value);
        return this;
    }

    NpmLaunch fallsShort(String shortfall) {
        shortfalls.add(shortfall);
        return this;
    }

    /** Finds the command's way to the runner and launches along it; where there is none, the command runs as it is. */
    Launch along(NpmRunner runner, Function<NpmRoute.Direct, Launch> direct, Function<NpmRoute.Behind, Launch> behind) {
        NpmRoute route = new NpmRouteFinder(setting.workspace(), runner, setting.toolchain()).find(setting.command());
        if (route instanceof NpmRoute.Direct found) {
            return direct.apply(found);
        }
        if (route instanceof NpmRoute.Behind found) {
            return behind.apply(found);
        }
        if (route instanceof NpmRoute.OutOfReach found) {
            return asGiven(found);
        }
        throw new IllegalStateException("Unknown kind of route: " + route);
    }

    /** Starts the runner itself. */
    Launch direct(NpmRoute.Direct route, UnaryOperator<List<String>> arguments, List<ReportLocation> reports) {
        Map<String, String> all = new TreeMap<>(route.environment());
        if (setting.attempt().varies(Variation.TIMEZONE)) {
            all.remove("TZ");
        }
        if (setting.attempt().varies(Variation.LOCALE)) {
            all.remove("LC_ALL");
        }
        all.putAll(environment);
        List<String> command = new ArrayList<>(route.program());
        command.addAll(arguments.apply(route.arguments()));
        return new Launch(onPath(command), all, reports, shortfalls);
    }

    private List<String> onPath(List<String> command) {
        Path programs = setting.workspace().resolve("node_modules").resolve(".bin");
        if (!Files.isDirectory(programs)) {
            return command;
        }
        List<String> words = new ArrayList<>(List.of(shell(), "-c", START_WITH_PATH, "sh", programs.toString()));
        words.addAll(command);
        return words;
    }

    /** Runs the script with more arguments at its end. */
    Launch behind(NpmRoute.Behind route, List<String> more, List<ReportLocation> reports) {
        List<String> arguments = new ArrayList<>(route.script().arguments());
        arguments.addAll(more);
        List<String> words = script(route, arguments);
        return new Launch(route.instead().isPresent() ? onPath(words) : words, environment(route), reports, shortfalls);
    }

    /** Runs the script with more options for every Node in it, besides those that the user set. */
    Launch behind(NpmRoute.Behind route, String nodeOptions, List<ReportLocation> reports) {
        Path programs = setting.workspace().resolve("node_modules").resolve(".bin");
        List<String> words = new ArrayList<>(List.of(shell(), "-c", START, "sh", programs.toString(), nodeOptions));
        words.addAll(script(route, route.script().arguments()));
        return new Launch(words, environment(route), reports, shortfalls);
    }

    private Map<String, String> environment(NpmRoute.Behind route) {
        Map<String, String> all = new TreeMap<>(route.environment());
        all.putAll(environment);
        return all;
    }

    private List<String> script(NpmRoute.Behind route, List<String> arguments) {
        if (route.instead().isPresent()) {
            List<String> words =
                    new ArrayList<>(List.of(shell(), "-c", route.instead().get() + " \"$@\"", "sh"));
            words.addAll(arguments);
            return words;
        }
        List<String> words =
                new ArrayList<>(route.script().client().run(route.script().script(), arguments));
        setting.toolchain().find(words.get(0)).ifPresent(found -> words.set(0, found.toString()));
        return words;
    }

    /** Runs the command as it is, to be judged by its exit code. */
    Launch asGiven(NpmRoute.OutOfReach route) {
        shortfalls.add("'%s' is judged by its exit code alone, in the project's own order: %s"
                .formatted(setting.command(), route.why()));
        return new Launch(setting.command().words(), environment, List.of(), shortfalls);
    }

    private String shell() {
        return setting.toolchain().find("sh").map(Path::toString).orElse("/bin/sh");
    }
}
