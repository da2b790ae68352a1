package dev.flakydetector.adapter.npm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A command that begins with npm, npx, yarn or pnpm, understood. */
sealed interface NpmCommand {

    /** Runs a script of {@code package.json} with further arguments. */
    record RunScript(NpmClient client, String script, List<String> arguments) implements NpmCommand {
        @Override
        public List<String> words() {
            return Stream.concat(Stream.of(script), arguments.stream()).toList();
        }
    }

    /** What is run, and its arguments. */
    List<String> words();

    /** Runs a program of an installed package. */
    record Execute(List<String> words) implements NpmCommand {}

    /** Programs that set variables for the command behind them. */
    Set<String> SETTERS = Set.of("env", "cross-env");

    Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_]\\w*=.*", Pattern.DOTALL);
    Set<String> SCRIPT_WORDS = Set.of("run", "run-script");
    Set<String> TEST_WORDS = Set.of("test", "t", "tst");
    Set<String> EXECUTE_WORDS = Set.of("exec", "x");
    Set<String> HARMLESS_NPX = Set.of("-y", "--yes", "--no", "--no-install", "-q", "--quiet", "--");
    Set<String> HARMLESS = Set.of("-s", "--silent", "--quiet", "-q");

    /** The words from the first that is neither {@code env}, {@code cross-env} nor a variable of theirs. */
    static List<String> behindSetter(List<String> words) {
        if (words.isEmpty() || !SETTERS.contains(NpmRunner.fileName(words.get(0)))) {
            return words;
        }
        return words.stream()
                .skip(1)
                .dropWhile(word -> ASSIGNMENT.matcher(word).matches())
                .toList();
    }

    /**
     * What these words ask of which client; empty when they begin with none, or ask for something else.
     *
     * @param scripts the scripts that the project has: yarn and pnpm let them go before programs
     */
    static Optional<NpmCommand> read(List<String> words, Set<String> scripts) {
        String program = NpmRunner.fileName(words.get(0));
        List<String> rest = words.subList(1, words.size());
        if (program.equals("npx")) {
            return execute(without(rest, HARMLESS_NPX));
        }
        return NpmClient.named(program).flatMap(client -> readClient(client, without(rest, HARMLESS), scripts));
    }

    private static Optional<NpmCommand> readClient(NpmClient client, List<String> words, Set<String> scripts) {
        if (words.isEmpty()) {
            return Optional.empty();
        }
        String verb = words.get(0);
        List<String> rest = words.subList(1, words.size());
        if (TEST_WORDS.contains(verb)) {
            return Optional.of(new RunScript(client, "test", passedOn(client, rest)));
        }
        if (SCRIPT_WORDS.contains(verb)) {
            List<String> named = without(rest, HARMLESS);
            return named.isEmpty() ? Optional.empty() : byName(client, named, scripts);
        }
        if (EXECUTE_WORDS.contains(verb)) {
            return execute(without(rest, HARMLESS_NPX));
        }
        return client == NpmClient.NPM ? Optional.empty() : byName(client, words, scripts);
    }

    private static Optional<NpmCommand> byName(NpmClient client, List<String> words, Set<String> scripts) {
        List<String> rest = words.subList(1, words.size());
        boolean isScript = client == NpmClient.NPM || scripts.isEmpty() || scripts.contains(words.get(0));
        return isScript ? Optional.of(new RunScript(client, words.get(0), passedOn(client, rest))) : execute(words);
    }

    /** npm keeps options before the first "--" for itself; the others hand on everything. */
    private static List<String> passedOn(NpmClient client, List<String> words) {
        List<String> passed = new ArrayList<>();
        boolean all = client != NpmClient.NPM;
        boolean parted = false;
        for (String word : words) {
            if (word.equals("--") && !parted) {
                parted = true;
                all = true;
            } else if (all || !word.startsWith("-")) {
                passed.add(word);
            }
        }
        return List.copyOf(passed);
    }

    private static Optional<NpmCommand> execute(List<String> words) {
        return words.isEmpty() || words.get(0).startsWith("-") ? Optional.empty() : Optional.of(new Execute(words));
    }

    /** Without these words at the beginning. */
    private static List<String> without(List<String> words, Set<String> harmless) {
        int at = 0;
        while (at < words.size() && harmless.contains(words.get(at))) {
            at++;
        }
        return words.subList(at, words.size());
    }
}
