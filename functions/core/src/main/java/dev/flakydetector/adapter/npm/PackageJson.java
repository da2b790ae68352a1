package dev.flakydetector.adapter.npm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a project's {@code package.json} says, as far as running its tests needs it. Values of an unexpected type read
 * as absent, as npm treats them.
 *
 * @param name the package's own; empty where it has none
 * @param version likewise
 * @param dependencies what it needs to run and to test, name to range; optional and peer ones left out
 * @param sections the names of all top-level entries, such as {@code jest}
 */
record PackageJson(
        String name,
        String version,
        Map<String, String> scripts,
        Map<String, String> dependencies,
        Map<String, String> bin,
        Set<String> sections) {

    private static final String FILE = "package.json";
    private static final int MOST_BYTES = 1 << 20;
    private static final JsonMapper JSON = new JsonMapper();

    PackageJson {
        scripts = Map.copyOf(scripts);
        dependencies = Map.copyOf(dependencies);
        bin = Map.copyOf(bin);
        sections = Set.copyOf(sections);
    }

    /** The one in this folder; empty where there is none, or none that can be read. */
    static Optional<PackageJson> in(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                return Optional.empty();
            }
            JsonNode root = JSON.readTree(Files.readAllBytes(file));
            return root.isObject() ? Optional.of(of(root)) : Optional.empty();
        } catch (JsonProcessingException e) {
            // npm cannot run such a project either, and says so with the place of the mistake.
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static PackageJson of(JsonNode root) {
        Map<String, String> dependencies = texts(root.path("dependencies"));
        dependencies.putAll(texts(root.path("devDependencies")));
        texts(root.path("optionalDependencies")).keySet().forEach(dependencies::remove);
        String name = root.path("name").asText("");
        JsonNode bin = root.path("bin");
        Map<String, String> programs = bin.isTextual() ? Map.of(withoutScope(name), bin.asText()) : texts(bin);
        Set<String> sections = new TreeSet<>();
        root.fieldNames().forEachRemaining(sections::add);
        return new PackageJson(
                name, root.path("version").asText(""), texts(root.path("scripts")), dependencies, programs, sections);
    }

    private static String withoutScope(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static Map<String, String> texts(JsonNode object) {
        return object.properties().stream()
                .filter(entry -> entry.getValue().isTextual())
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().asText(),
                        (one, same) -> same,
                        LinkedHashMap::new));
    }

    Optional<String> script(String script) {
        return Optional.ofNullable(scripts.get(script));
    }

    boolean dependsOn(String dependency) {
        return dependencies.containsKey(dependency);
    }

    /** Whether this is the root of a monorepo. */
    boolean hasWorkspaces() {
        return sections.contains("workspaces");
    }
}
