package dev.flakydetector.adapter.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a {@code Pipfile} asks for, Pipenv's file.
 *
 * @param packages what the project itself needs
 * @param forDevelopers what its tests and tools need
 */
record Pipfile(List<Requirement> packages, List<Requirement> forDevelopers) {

    Pipfile {
        packages = List.copyOf(packages);
        forDevelopers = List.copyOf(forDevelopers);
    }

    static Pipfile parse(String text) {
        JsonNode root = TomlFile.parse(text);
        return new Pipfile(requirements(root.path("packages")), requirements(root.path("dev-packages")));
    }

    private static List<Requirement> requirements(JsonNode table) {
        return PackageEntry.in(table).stream()
                .flatMap(entry -> entry.requirements().stream())
                .toList();
    }
}
