package dev.flakydetector.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Splits a line into words by the quoting rules of the POSIX shell (Shell Command Language, 2.2), without a shell. */
final class ShellWords {

    private final String text;
    private final Set<String> operators;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private boolean quoted;

    ShellWords(String text, Set<String> operators) {
        this.text = text;
        this.operators = operators;
    }

    List<String> split() {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\'') {
                at = singleQuoted(at + 1);
            } else if (c == '"') {
                at = doubleQuoted(at + 1);
            } else if (c == '\\') {
                at = escaped(at + 1);
            } else if (Character.isWhitespace(c)) {
                endWord();
                at++;
            } else {
                append(c);
                at++;
            }
        }
        endWord();
        return List.copyOf(words);
    }

    private int singleQuoted(int from) {
        int end = text.indexOf('\'', from);
        if (end < 0) {
            throw new IllegalArgumentException("a single quote is left open at character " + from);
        }
        startQuoted();
        word.append(text, from, end);
        return end + 1;
    }

    private int doubleQuoted(int from) {
        startQuoted();
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                return at + 1;
            }
            if (c == '\\' && at + 1 < text.length() && "\\\"$`".indexOf(text.charAt(at + 1)) >= 0) {
                at++;
            }
            word.append(text.charAt(at));
        }
        throw new IllegalArgumentException("a double quote is left open at character " + from);
    }

    private int escaped(int at) {
        if (at >= text.length()) {
            throw new IllegalArgumentException("the command ends in a lone backslash");
        }
        startQuoted();
        word.append(text.charAt(at));
        return at + 1;
    }

    private void startQuoted() {
        inWord = true;
        quoted = true;
    }

    private void append(char c) {
        inWord = true;
        word.append(c);
    }

    private void endWord() {
        if (!inWord) {
            return;
        }
        String done = word.toString();
        if (!quoted && operators.contains(done)) {
            throw new IllegalArgumentException(
                    "'%s' needs a shell, and the command is run without one: write sh -c '…' around it"
                            .formatted(done));
        }
        words.add(done);
        word.setLength(0);
        inWord = false;
        quoted = false;
    }
}
