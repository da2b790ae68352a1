package dev.flakydetector.adapter.npm;

import dev.flakydetector.domain.TestCommand;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A script that does one thing after another, joined by {@code &&}, of which one part comes to the test runner.
 *
 * @param before the text of what is to be done first; checks of style and types are left out, since they are no tests
 * @param part the text of the part that comes to the runner
 */
record NpmChain(List<String> before, String part) {

    private static final Set<String> CHECKS = Set.of(
            "xo",
            "eslint",
            "tslint",
            "standard",
            "ts-standard",
            "semistandard",
            "biome",
            "oxlint",
            "prettier",
            "stylelint",
            "markdownlint",
            "tsd",
            "attw",
            "publint",
            "knip",
            "cspell",
            "commitlint");

    private static final Pattern CHECKING_SCRIPT = Pattern.compile("(lint|format|prettier|typecheck|types)\\b.*");

    NpmChain {
        before = List.copyOf(before);
    }

    /** The chain's parts before {@code at} and the part there. */
    static NpmChain of(List<String> parts, int at) {
        return new NpmChain(
                parts.subList(0, at).stream().filter(part -> !isCheck(part)).toList(), parts.get(at));
    }

    private static boolean isCheck(String part) {
        Optional<TestCommand> command = new NpmScript(part).last();
        if (command.isEmpty()) {
            return false;
        }
        List<String> words = NpmCommand.behindSetter(command.get().words());
        Optional<NpmCommand> read = words.isEmpty() ? Optional.empty() : NpmCommand.read(words, Set.of());
        List<String> inner = read.map(NpmCommand::words).orElse(words);
        if (inner.isEmpty()) {
            return false;
        }
        boolean checkingScript = read.isPresent()
                && read.get() instanceof NpmCommand.RunScript
                && CHECKING_SCRIPT.matcher(inner.get(0)).matches();
        return checkingScript
                || CHECKS.contains(NpmRunner.fileName(inner.get(0)))
                || (NpmRunner.fileName(inner.get(0)).equals("tsc") && inner.contains("--noEmit"));
    }

    NpmChain after(List<String> command) {
        return new NpmChain(
                Stream.concat(Stream.of(String.join(" ", command)), before.stream())
                        .toList(),
                part);
    }

    /** For a shell, which gives further arguments to the part. */
    String text() {
        return Stream.concat(before.stream(), Stream.of(part)).collect(Collectors.joining(" && "));
    }
}
