package dev.flakydetector.domain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command as words, never handed to a shell.
 *
 * @param environment variables written before the program, as in {@code TZ=UTC pytest}
 * @param words the program and its arguments
 */
public record TestCommand(Map<String, String> environment, List<String> words) {

    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*", Pattern.DOTALL);
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
    private static final Set<String> OPERATORS = Set.of("&&", "||", "|", ";", "&", ">", ">>", "<", "<<", "2>", "2>&1");

    public TestCommand {
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        words = List.copyOf(words);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("the command names no program");
        }
    }

    public static TestCommand of(String... words) {
        return new TestCommand(Map.of(), List.of(words));
    }

    /**
     * Splits text as a POSIX shell would: blanks part words, quotes and backslashes keep them together; nothing is
     * expanded.
     *
     * @throws IllegalArgumentException when a quote is left open, a shell operator stands outside quotes, or no program
     *     is named; the message says which
     */
    public static TestCommand parse(String text) {
        List<String> words = new ShellWords(text, OPERATORS).split();
        Map<String, String> environment = new LinkedHashMap<>();
        int program = 0;
        while (program < words.size() && ASSIGNMENT.matcher(words.get(program)).matches()) {
            String[] pair = words.get(program).split("=", 2);
            environment.put(pair[0], pair[1]);
            program++;
        }
        return new TestCommand(environment, words.subList(program, words.size()));
    }

    public String program() {
        return words.get(0);
    }

    public List<String> arguments() {
        return words.subList(1, words.size());
    }

    /** The same command with more arguments at its end. */
    public TestCommand with(List<String> more) {
        List<String> longer = new ArrayList<>(words);
        longer.addAll(more);
        return new TestCommand(environment, longer);
    }

    /** The command as one would type it into a POSIX shell; {@link #parse} reads it back. */
    @Override
    public String toString() {
        return java.util.stream.Stream.concat(
                        environment.entrySet().stream().map(e -> e.getKey() + "=" + quote(e.getValue())),
                        words.stream().map(TestCommand::quote))
                .collect(Collectors.joining(" "));
    }

    private static String quote(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
