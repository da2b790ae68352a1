package dev.flakydetector.verdict;

import dev.flakydetector.domain.TestId;
import java.util.List;
import java.util.regex.Pattern;

/** Globs over test ids: {@code *} is any text and {@code ?} one character, against the whole id, the name, or its last part. */
final class IgnorePatterns {

    private final List<Pattern> patterns;

    IgnorePatterns(List<String> globs) {
        this.patterns = globs.stream().map(IgnorePatterns::compile).toList();
    }

    boolean match(TestId id) {
        String name = id.name();
        String last = name.substring(name.lastIndexOf("::") < 0 ? 0 : name.lastIndexOf("::") + 2);
        return patterns.stream()
                .anyMatch(pattern -> pattern.matcher(id.toString()).matches()
                        || pattern.matcher(name).matches()
                        || pattern.matcher(last).matches());
    }

    private static Pattern compile(String glob) {
        StringBuilder regex = new StringBuilder();
        glob.chars().forEach(c -> {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(Character.toString(c)));
            }
        });
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
