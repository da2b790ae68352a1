package dev.flakydetector.adapter.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version constraint as Poetry writes it, such as {@code ^1.2} or {@code >=1.2,<2 || ^3}.
 *
 * @param alternatives clauses as PEP 440 knows them, such as {@code >=1.2}; all clauses of one alternative hold together.
 *     An alternative without clauses takes any version
 */
record PoetryVersion(List<List<String>> alternatives) {

    private static final Pattern CLAUSE =
            Pattern.compile("(\\^|~=|~|===?|=|!=|<=|>=|<|>)?\\s*v?(\\d{1,9}(?:\\.\\d{1,9})*)([\\w.+-]*)(\\.\\*)?");

    private static final Pattern PART = Pattern.compile("\\.");

    PoetryVersion {
        alternatives = alternatives.stream().map(List::copyOf).toList();
    }

    /** Empty where the text is no constraint that we know. */
    static Optional<PoetryVersion> parse(String text) {
        List<List<String>> alternatives = new ArrayList<>();
        for (String alternative : text.split("\\|\\|?", -1)) {
            List<String> clauses = new ArrayList<>();
            for (String clause : alternative.strip().split("\\s*,\\s*|\\s+(?=[\\^~=!<>])", -1)) {
                if (!clause.isEmpty() && !clause.equals("*")) {
                    List<String> read = clause(clause);
                    if (read.isEmpty()) {
                        return Optional.empty();
                    }
                    clauses.addAll(read);
                }
            }
            alternatives.add(clauses);
        }
        return Optional.of(new PoetryVersion(alternatives));
    }

    private static List<String> clause(String text) {
        Matcher clause = CLAUSE.matcher(text);
        if (!clause.matches()) {
            return List.of();
        }
        String operator = clause.group(1) == null ? "" : clause.group(1);
        List<Integer> release =
                PART.splitAsStream(clause.group(2)).map(Integer::valueOf).toList();
        String version = clause.group(2) + clause.group(3);
        String wildcard = clause.group(4) == null ? "" : clause.group(4);
        return switch (operator) {
            case "^" -> List.of(">=" + version, "<" + after(release, firstThatCounts(release)));
            case "~" -> List.of(">=" + version, "<" + after(release, Math.min(1, release.size() - 1)));
            case "", "=" -> List.of("==" + version + wildcard);
            case "==", "!=" -> List.of(operator + version + wildcard);
            default -> List.of(operator + version);
        };
    }

    /** A caret keeps the first part that is not zero, else the last that is given. */
    private static int firstThatCounts(List<Integer> release) {
        int at = 0;
        while (at < release.size() - 1 && release.get(at) == 0) {
            at++;
        }
        return at;
    }

    private static String after(List<Integer> release, int part) {
        StringBuilder next = new StringBuilder();
        release.subList(0, part).forEach(number -> next.append(number).append('.'));
        return next.append(release.get(part) + 1).toString();
    }

    /** What stands behind a name. pip knows no alternatives: any one will do, and the last is the newest as a rule. */
    String specifier() {
        return String.join(",", alternatives.get(alternatives.size() - 1));
    }

    /** A PEP 508 marker that holds for the interpreters it allows; empty where it allows all. */
    String pythonMarker() {
        if (alternatives.stream().anyMatch(List::isEmpty)) {
            return "";
        }
        List<String> markers = alternatives.stream()
                .map(clauses -> String.join(
                        " and ",
                        clauses.stream().map(PoetryVersion::pythonClause).toList()))
                .toList();
        return markers.size() == 1 ? markers.get(0) : "((" + String.join(") or (", markers) + "))";
    }

    private static String pythonClause(String clause) {
        int version = clause.replaceAll("[\\d].*", "").length();
        return "python_full_version %s '%s'".formatted(clause.substring(0, version), clause.substring(version));
    }
}
