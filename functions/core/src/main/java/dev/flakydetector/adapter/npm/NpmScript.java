package dev.flakydetector.adapter.npm;

import dev.flakydetector.domain.TestCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A script of {@code package.json}, which npm hands to a shell.
 *
 * @param text as it stands there
 */
record NpmScript(String text) {

    private static final String SPECIAL = "$`*?[;&|<>()\n\\";
    private static final String SPECIAL_AT_START = "~#";
    private static final String SPECIAL_IN_QUOTES = "$`\\";
    private static final String SEPARATORS = ";&|\n";

    /** The one command that it is, if a shell would start it with these very words. */
    Optional<TestCommand> plain() {
        return firstOutsideQuotes(SPECIAL, true) < 0 ? parsed(text) : Optional.empty();
    }

    /** The last command of it, where further arguments land; its words may still hold what a shell would expand. */
    Optional<TestCommand> last() {
        String rest = text;
        for (int cut = firstIn(rest); cut >= 0; cut = firstIn(rest)) {
            rest = rest.substring(cut + 1);
        }
        return parsed(rest);
    }

    /** Its parts where it is a chain that goes on as long as all goes well, and no other thing of the shell's. */
    Optional<List<String>> chain() {
        List<String> parts = new ArrayList<>();
        String rest = text;
        for (int cut = firstIn(rest); cut >= 0; cut = firstIn(rest)) {
            if (!rest.startsWith("&&", cut)) {
                return Optional.empty();
            }
            parts.add(rest.substring(0, cut).strip());
            rest = rest.substring(cut + 2);
        }
        parts.add(rest.strip());
        boolean grouped = new NpmScript(text).firstOutsideQuotes("()", false) >= 0;
        return grouped || parts.contains("") ? Optional.empty() : Optional.of(parts);
    }

    private static int firstIn(String text) {
        return new NpmScript(text).firstOutsideQuotes(SEPARATORS, false);
    }

    private static Optional<TestCommand> parsed(String command) {
        try {
            return Optional.of(TestCommand.parse(command));
        } catch (IllegalArgumentException e) {
            // Redirections, open quotes, nothing at all: not a command whose words we know.
            return Optional.empty();
        }
    }

    /** Where the first of these characters has its special meaning, or -1. */
    private int firstOutsideQuotes(String special, boolean alsoInWords) {
        char quote = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else if (alsoInWords && quote == '"' && SPECIAL_IN_QUOTES.indexOf(c) >= 0) {
                    return at;
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (special.indexOf(c) >= 0 || (alsoInWords && startsWord(at) && SPECIAL_AT_START.indexOf(c) >= 0)) {
                return at;
            }
        }
        return -1;
    }

    private boolean startsWord(int at) {
        return at == 0 || Character.isWhitespace(text.charAt(at - 1));
    }
}
