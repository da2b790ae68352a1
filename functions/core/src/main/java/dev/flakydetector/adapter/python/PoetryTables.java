package dev.flakydetector.adapter.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What {@code [tool.poetry]} says about packages, in the words of Poetry's own tables. */
final class PoetryTables {

    private final JsonNode poetry;

    PoetryTables(JsonNode poetry) {
        this.poetry = poetry;
    }

    /** What the project itself needs; what only an extra brings is left to the extra. */
    List<Requirement> dependencies() {
        return requirements(poetry.path("dependencies"), false);
    }

    private static List<Requirement> requirements(JsonNode table, boolean optionalToo) {
        List<Requirement> requirements = new ArrayList<>();
        for (PackageEntry entry : PackageEntry.in(table)) {
            // The interpreter is there already.
            if (!entry.name().equals("python") && (optionalToo || !entry.isOptional())) {
                requirements.addAll(entry.requirements());
            }
        }
        return requirements;
    }

    /** Extra to the optional dependencies that it brings, which it names without their versions. */
    Map<String, List<Requirement>> extras() {
        Map<String, List<Requirement>> extras = new LinkedHashMap<>();
        JsonNode tables = poetry.path("extras");
        tables.fieldNames().forEachRemaining(extra -> {
            Set<String> names = new TreeSet<>();
            tables.path(extra).forEach(name -> names.add(Pyproject.normal(name.asText())));
            List<Requirement> brought = new ArrayList<>();
            PackageEntry.in(poetry.path("dependencies")).stream()
                    .filter(entry -> names.contains(Pyproject.normal(entry.name())))
                    .forEach(entry -> brought.addAll(entry.requirements()));
            extras.put(Pyproject.normal(extra), brought);
        });
        return extras;
    }

    /** Group to what it needs, groups that it includes followed; the table from before groups is the group "dev". */
    Map<String, List<Requirement>> groups() {
        Map<String, List<Requirement>> groups = new LinkedHashMap<>();
        JsonNode tables = poetry.path("group");
        tables.fieldNames()
                .forEachRemaining(name -> groups.put(Pyproject.normal(name), group(tables, name, new TreeSet<>())));
        groups.computeIfAbsent("dev", dev -> new ArrayList<>())
                .addAll(requirements(poetry.path("dev-dependencies"), true));
        return groups;
    }

    private static List<Requirement> group(JsonNode tables, String name, Set<String> seen) {
        List<Requirement> requirements = new ArrayList<>();
        if (seen.add(Pyproject.normal(name))) {
            requirements.addAll(requirements(tables.path(name).path("dependencies"), true));
            for (JsonNode included : tables.path(name).path("include-groups")) {
                tables.fieldNames().forEachRemaining(other -> {
                    if (Pyproject.normal(other).equals(Pyproject.normal(included.asText()))) {
                        requirements.addAll(group(tables, other, seen));
                    }
                });
            }
        }
        return requirements;
    }
}
