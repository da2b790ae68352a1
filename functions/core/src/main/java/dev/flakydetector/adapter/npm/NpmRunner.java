package dev.flakydetector.adapter.npm;

import dev.flakydetector.domain.TestCommand;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A test runner as commands and scripts name it.
 *
 * @param label how it is called in sentences
 * @param files the names of its program
 * @param wrappers programs whose {@code test} command starts it and passes arguments on
 */
record NpmRunner(String label, Set<String> files, Set<String> wrappers) {

    static final NpmRunner JEST =
            new NpmRunner("jest", Set.of("jest", "jest.js"), Set.of("react-scripts", "craco", "react-app-rewired"));
    static final NpmRunner VITEST = new NpmRunner("vitest", Set.of("vitest", "vitest.mjs"), Set.of());
    static final NpmRunner MOCHA = new NpmRunner("mocha", Set.of("mocha", "mocha.js", "_mocha"), Set.of());
    static final NpmRunner NODE_TEST = new NpmRunner("node --test", Set.of(), Set.of());
    static final List<NpmRunner> ALL = List.of(JEST, VITEST, MOCHA, NODE_TEST);

    /** Programs that run another command, named after their own options. */
    private static final Set<String> CARRIERS = Set.of("nyc", "c8", "dotenv", "env-cmd", "xvfb-run");

    private static final Set<String> NODES = Set.of("node", "nodejs", "tsx");

    /** Options of Node that take the next word, so that it is not mistaken for the file to run. */
    static final Set<String> NODE_VALUED = Set.of(
            "-r",
            "--require",
            "--import",
            "--loader",
            "--experimental-loader",
            "-C",
            "--conditions",
            "-e",
            "--eval",
            "-p",
            "--print",
            "--env-file",
            "--test-name-pattern",
            "--test-skip-pattern",
            "--test-reporter",
            "--test-reporter-destination",
            "--test-concurrency",
            "--test-timeout",
            "--test-shard",
            "--input-type",
            "--title");

    /** Whether a command starts it, or a script that may: which one it does is known with the project at hand. */
    boolean isRunBy(TestCommand command) {
        List<String> words = NpmCommand.behindSetter(command.words());
        if (words.isEmpty()) {
            return false;
        }
        Optional<NpmCommand> read = NpmCommand.read(words, Set.of());
        if (read.isEmpty()) {
            return argumentsIn(words).isPresent();
        }
        List<String> inner = read.get().words();
        boolean namesARunner =
                ALL.stream().anyMatch(other -> other.argumentsIn(inner).isPresent());
        return namesARunner ? argumentsIn(inner).isPresent() : read.get() instanceof NpmCommand.RunScript;
    }

    /** Where the runner's own arguments begin in these words, or empty when they start another program. */
    OptionalInt argumentsIn(List<String> words) {
        if (words.isEmpty()) {
            return OptionalInt.empty();
        }
        String program = fileName(words.get(0));
        if (NODES.contains(program)) {
            return argumentsOfNode(words);
        }
        if (CARRIERS.contains(program)) {
            return argumentsBehindCarrier(words);
        }
        if (files.contains(program)) {
            return OptionalInt.of(1);
        }
        boolean wrapped =
                wrappers.contains(program) && words.size() > 1 && words.get(1).equals("test");
        return wrapped ? OptionalInt.of(2) : OptionalInt.empty();
    }

    private OptionalInt argumentsOfNode(List<String> words) {
        int at = 1;
        while (at < words.size() && words.get(at).startsWith("-")) {
            if (words.get(at).equals("--test")) {
                return equals(NODE_TEST) ? OptionalInt.of(1) : OptionalInt.empty();
            }
            at += NODE_VALUED.contains(words.get(at)) ? 2 : 1;
        }
        boolean isRunner = at < words.size() && words.get(at).contains("/") && files.contains(fileName(words.get(at)));
        return isRunner ? OptionalInt.of(at + 1) : OptionalInt.empty();
    }

    private OptionalInt argumentsBehindCarrier(List<String> words) {
        int carried = carriedIn(words);
        OptionalInt found = argumentsIn(words.subList(carried, words.size()));
        return found.isPresent() ? OptionalInt.of(carried + found.getAsInt()) : found;
    }

    /** Where the command begins that a carrier runs; the number of words where there is none. */
    int carriedIn(List<String> words) {
        int at = 1;
        if (!CARRIERS.contains(fileName(words.get(0)))) {
            return words.size();
        }
        while (at < words.size() && argumentsIn(words.subList(at, words.size())).isEmpty()) {
            at++;
        }
        return at;
    }

    static String fileName(String program) {
        return program.substring(program.lastIndexOf('/') + 1);
    }
}
