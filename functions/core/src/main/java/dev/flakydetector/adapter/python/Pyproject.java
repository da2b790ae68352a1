package dev.flakydetector.adapter.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a {@code pyproject.toml} says about packages, be it in the standard's tables or in those of Poetry, PDM or uv. Values
 * of an unexpected type read as absent.
 *
 * @param dependencies what the project itself needs
 * @param extras extra to what it needs, references to the project's own other extras followed
 * @param groups dependency group to what it needs, groups that it includes followed
 * @param dynamic which entries of the project's metadata its build decides
 */
record Pyproject(
        List<Requirement> dependencies,
        Map<String, List<Requirement>> extras,
        Map<String, List<Requirement>> groups,
        Set<String> dynamic) {

    Pyproject {
        dependencies = List.copyOf(dependencies);
        extras = Map.copyOf(extras);
        groups = Map.copyOf(groups);
        dynamic = Set.copyOf(dynamic);
    }

    static Pyproject parse(String text) {
        return of(TomlFile.parse(text));
    }

    private static Pyproject of(JsonNode root) {
        JsonNode project = root.path("project");
        PoetryTables poetry = new PoetryTables(root.path("tool").path("poetry"));
        Set<String> dynamic = Set.copyOf(texts(project.path("dynamic")));
        List<Requirement> dependencies = new ArrayList<>(Requirement.taken(texts(project.path("dependencies"))));
        if (!project.has("dependencies")) {
            // Beside the standard's own list, Poetry's only says where to find what stands there.
            dependencies.addAll(poetry.dependencies());
        }
        Map<String, List<Requirement>> extras = new LinkedHashMap<>();
        addAll(
                extras,
                taken(extras(
                        project.path("optional-dependencies"),
                        project.path("name").asText(""))));
        addAll(extras, poetry.extras());
        Map<String, List<Requirement>> groups = new LinkedHashMap<>();
        addAll(groups, taken(standardGroups(root.path("dependency-groups"))));
        addAll(groups, poetry.groups());
        addAll(groups, taken(toolGroups(root.path("tool"))));
        return new Pyproject(dependencies, extras, groups, dynamic);
    }

    private static void addAll(Map<String, List<Requirement>> all, Map<String, List<Requirement>> more) {
        more.forEach((name, requirements) ->
                all.computeIfAbsent(name, same -> new ArrayList<>()).addAll(requirements));
    }

    private static Map<String, List<Requirement>> taken(Map<String, List<String>> named) {
        Map<String, List<Requirement>> taken = new LinkedHashMap<>();
        named.forEach((name, words) -> taken.put(name, Requirement.taken(words)));
        return taken;
    }

    private static Map<String, List<String>> standardGroups(JsonNode groups) {
        Map<String, List<String>> included = new LinkedHashMap<>();
        groups.fieldNames()
                .forEachRemaining(name -> included.put(normal(name), group(groups, name, new LinkedHashSet<>())));
        return included;
    }

    /** What tools had before there were groups by a standard: PDM's by name, uv's and Rye's for developers alone. */
    private static Map<String, List<String>> toolGroups(JsonNode tools) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        JsonNode ofPdm = tools.path("pdm").path("dev-dependencies");
        ofPdm.fieldNames().forEachRemaining(name -> groups.put(normal(name), texts(ofPdm.path(name))));
        for (String tool : List.of("uv", "rye")) {
            groups.computeIfAbsent("dev", dev -> new ArrayList<>())
                    .addAll(texts(tools.path(tool).path("dev-dependencies")));
        }
        return groups;
    }

    private static Map<String, List<String>> extras(JsonNode extras, String project) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        extras.fieldNames().forEachRemaining(name -> all.put(normal(name), texts(extras.path(name))));
        Map<String, List<String>> followed = new LinkedHashMap<>();
        all.keySet().forEach(name -> followed.put(name, follow(name, project, all, new LinkedHashSet<>())));
        return followed;
    }

    /** An extra may name others of its own project, as in {@code test = ["shop[redis]", "pytest"]}. */
    private static List<String> follow(
            String extra, String project, Map<String, List<String>> extras, Set<String> seen) {
        List<String> requirements = new ArrayList<>();
        if (!seen.add(extra)) {
            return requirements;
        }
        String own = normal(project) + "[";
        for (String requirement : extras.getOrDefault(extra, List.of())) {
            String name = normal(requirement.replace(" ", ""));
            if (!project.isEmpty() && name.startsWith(own) && name.endsWith("]")) {
                for (String other :
                        name.substring(own.length(), name.length() - 1).split(",", -1)) {
                    requirements.addAll(follow(other, project, extras, seen));
                }
            } else {
                requirements.add(requirement);
            }
        }
        return requirements;
    }

    private static List<String> group(JsonNode groups, String name, Set<String> seen) {
        List<String> requirements = new ArrayList<>();
        if (!seen.add(normal(name))) {
            return requirements;
        }
        for (JsonNode entry : groups.path(name)) {
            if (entry.isTextual()) {
                requirements.add(entry.asText());
            } else {
                String included = normal(entry.path("include-group").asText(""));
                groups.fieldNames().forEachRemaining(other -> {
                    if (normal(other).equals(included)) {
                        requirements.addAll(group(groups, other, seen));
                    }
                });
            }
        }
        return requirements;
    }

    /** Python's names are the same whatever their case, and whether parted by a dash, an underscore or a dot. */
    static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(entry -> {
            if (entry.isTextual()) {
                texts.add(entry.asText());
            }
        });
        return texts;
    }
}
