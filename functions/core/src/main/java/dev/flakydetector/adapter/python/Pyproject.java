package dev.flakydetector.adapter.python;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a {@code pyproject.toml} says about packages. Values of an unexpected type read as absent.
 *
 * @param dependencies what the project itself needs
 * @param extras extra to what it needs, references to the project's own other extras followed
 * @param groups dependency group to what it needs, groups that it includes followed
 * @param dynamic which entries of the project's metadata its build decides
 */
record Pyproject(
        List<String> dependencies,
        Map<String, List<String>> extras,
        Map<String, List<String>> groups,
        Set<String> dynamic) {

    Pyproject {
        dependencies = List.copyOf(dependencies);
        extras = Map.copyOf(extras);
        groups = Map.copyOf(groups);
        dynamic = Set.copyOf(dynamic);
    }

    static Pyproject parse(String text) {
        return of(read(text));
    }

    private static JsonNode read(String text) {
        try {
            return new TomlMapper().readTree(text);
        } catch (JsonProcessingException e) {
            // pip cannot read such a project either, and says so with the place of the mistake.
            return MissingNode.getInstance();
        }
    }

    private static Pyproject of(JsonNode root) {
        JsonNode project = root.path("project");
        JsonNode groups = root.path("dependency-groups");
        Map<String, List<String>> included = new LinkedHashMap<>();
        groups.fieldNames()
                .forEachRemaining(name -> included.put(normal(name), group(groups, name, new LinkedHashSet<>())));
        return new Pyproject(
                texts(project.path("dependencies")),
                extras(
                        project.path("optional-dependencies"),
                        project.path("name").asText("")),
                included,
                Set.copyOf(texts(project.path("dynamic"))));
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
    private static String normal(String name) {
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
