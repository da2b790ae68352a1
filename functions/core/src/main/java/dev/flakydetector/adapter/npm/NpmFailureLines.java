package dev.flakydetector.adapter.npm;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds in a runner's output the lines that say why it could not start. */
final class NpmFailureLines {

    private static final int MOST_LINES = 6;
    private static final int MOST_CHARACTERS = 300;
    private static final Pattern COLOUR = Pattern.compile("\\u001B\\[[0-9;]*m");

    /** What Node, npm and the shell print, whichever runner it is. */
    private static final String COMMON =
            "Cannot find (module|package) |ERR_MODULE_NOT_FOUND|ERR_REQUIRE_ESM|^\\w*SyntaxError\\b|npm (ERR!|error) Missing script|: not found$";

    private final Pattern telling;

    /** @param own a regular expression for the lines that this runner alone prints */
    NpmFailureLines(String own) {
        this.telling = Pattern.compile(COMMON + "|" + own);
    }

    /** From the first telling line on; empty when the command was content, or says nothing that we know. */
    Optional<String> in(int exitCode, String output) {
        if (exitCode == 0) {
            return Optional.empty();
        }
        List<String> lines = COLOUR.matcher(output)
                .replaceAll("")
                .lines()
                .dropWhile(line -> !telling.matcher(line).find())
                .filter(line -> !line.isBlank())
                .limit(MOST_LINES)
                .map(line -> line.substring(0, Math.min(line.length(), MOST_CHARACTERS)))
                .toList();
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines.stream().collect(Collectors.joining("\n")));
    }
}
