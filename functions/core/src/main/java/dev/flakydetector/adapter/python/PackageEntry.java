package dev.flakydetector.adapter.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * A package as Poetry's tables and Pipfiles ask for it: a name with a version, a table, or a list of tables for different
 * interpreters.
 */
record PackageEntry(String name, JsonNode value) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern SHORT_SSH = Pattern.compile("([\\w.-]+@[\\w.-]+):(?!//)(.+)");

    /** Whether only an extra brings it. */
    boolean isOptional() {
        return value.path("optional").asBoolean(false);
    }

    List<Requirement> requirements() {
        List<JsonNode> entries = value.isArray()
                ? StreamSupport.stream(value.spliterator(), false).toList()
                : List.of(value);
        return entries.stream()
                .filter(entry -> !isTheProjectItself(entry))
                .map(this::requirement)
                .toList();
    }

    private static boolean isTheProjectItself(JsonNode entry) {
        return first(entry, "path").filter(path -> path.matches("\\./?")).isPresent();
    }

    private Requirement requirement(JsonNode entry) {
        if (!NAME.matcher(name).matches()) {
            return new Requirement.LeftOut(name, "that is no name of a package");
        }
        Optional<String> source = first(entry, "source", "index").filter(other -> !other.equalsIgnoreCase("pypi"));
        if (source.isPresent()) {
            return new Requirement.LeftOut(
                    name, "it comes from the source '%s', which pip does not know".formatted(source.get()));
        }
        return first(entry, "git")
                .or(() -> first(entry, "url"))
                .or(() -> first(entry, "file").filter(file -> file.contains("://")))
                .map(address -> direct(entry, address))
                .or(() -> first(entry, "path", "file").map(path -> local(entry, path)))
                .orElseGet(() -> versioned(entry));
    }

    private Requirement direct(JsonNode entry, String address) {
        String url = address;
        if (entry.has("git")) {
            Matcher shortSsh = SHORT_SSH.matcher(address);
            url = "git+" + (shortSsh.matches() ? "ssh://" + shortSsh.group(1) + "/" + shortSsh.group(2) : address)
                    + first(entry, "rev", "tag", "branch", "ref")
                            .map(ref -> "@" + ref)
                            .orElse("");
        }
        String inside = first(entry, "subdirectory")
                .map(folder -> "#subdirectory=" + folder)
                .orElse("");
        return new Requirement.Taken(name + extras(entry) + " @ " + url + inside + marked(" ; ", entry));
    }

    /** Not editable: an attempt must not read code that lies in the workspace of all. */
    private Requirement local(JsonNode entry, String path) {
        if (path.startsWith("/") || path.startsWith("..")) {
            return new Requirement.LeftOut(name, "its path '%s' leads out of the repository".formatted(path));
        }
        return new Requirement.Taken("./" + path.replaceFirst("^\\./", "") + extras(entry));
    }

    private Requirement versioned(JsonNode entry) {
        String version =
                entry.isTextual() ? entry.asText() : entry.path("version").asText("*");
        return PoetryVersion.parse(version)
                .<Requirement>map(parsed ->
                        new Requirement.Taken(name + extras(entry) + parsed.specifier() + marked("; ", entry)))
                .orElseGet(() -> new Requirement.LeftOut(name, "pip knows no version like '%s'".formatted(version)));
    }

    private static String extras(JsonNode entry) {
        List<String> extras = new ArrayList<>();
        entry.path("extras").forEach(extra -> extras.add(extra.asText()));
        return extras.isEmpty() ? "" : "[" + String.join(",", extras) + "]";
    }

    private static String marked(String separator, JsonNode entry) {
        List<String> markers = new ArrayList<>();
        first(entry, "markers").ifPresent(markers::add);
        first(entry, "python")
                .flatMap(PoetryVersion::parse)
                .map(PoetryVersion::pythonMarker)
                .filter(marker -> !marker.isEmpty())
                .ifPresent(markers::add);
        first(entry, "platform").ifPresent(platform -> markers.add("sys_platform == '%s'".formatted(platform)));
        for (String variable : List.of("sys_platform", "os_name", "platform_system", "python_version")) {
            first(entry, variable).ifPresent(comparison -> markers.add(variable + " " + comparison));
        }
        if (markers.isEmpty()) {
            return "";
        }
        return separator + (markers.size() == 1 ? markers.get(0) : "(" + String.join(") and (", markers) + ")");
    }

    private static Optional<String> first(JsonNode entry, String... keys) {
        for (String key : keys) {
            if (entry.path(key).isTextual()) {
                return Optional.of(entry.path(key).asText());
            }
        }
        return Optional.empty();
    }

    /** All entries of a table of packages. */
    static List<PackageEntry> in(JsonNode table) {
        return table.properties().stream()
                .map(entry -> new PackageEntry(entry.getKey(), entry.getValue()))
                .toList();
    }
}
