package dev.flakydetector.adapter.python;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file such as {@code setup.cfg} or {@code tox.ini}, as Python's configparser reads it: sections of keys, whose values
 * go on in the lines that are indented.
 *
 * @param sections section to key to the lines of its value, comments and empty lines left out
 */
record IniFile(Map<String, Map<String, List<String>>> sections) {

    static IniFile parse(String text) {
        Map<String, Map<String, List<String>>> sections = new LinkedHashMap<>();
        Map<String, List<String>> section = new LinkedHashMap<>();
        List<String> value = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String stripped = line.strip();
            if (stripped.isEmpty() || stripped.startsWith("#") || stripped.startsWith(";")) {
                continue;
            }
            if (Character.isWhitespace(line.charAt(0))) {
                value.add(stripped);
            } else if (stripped.startsWith("[") && stripped.endsWith("]")) {
                section = sections.computeIfAbsent(
                        stripped.substring(1, stripped.length() - 1), name -> new LinkedHashMap<>());
                value = new ArrayList<>();
            } else {
                value = new ArrayList<>();
                section.put(key(stripped), value);
                String first = stripped.substring(separator(stripped)).strip();
                if (first.length() > 1) {
                    value.add(first.substring(1).strip());
                }
            }
        }
        return new IniFile(sections);
    }

    private static String key(String line) {
        return line.substring(0, separator(line)).strip();
    }

    /** Where the first {@code =} or {@code :} is; the end of a line without one. */
    private static int separator(String line) {
        for (int at = 0; at < line.length(); at++) {
            if (line.charAt(at) == '=' || line.charAt(at) == ':') {
                return at;
            }
        }
        return line.length();
    }

    /** The lines of a value; empty where there is none. */
    List<String> lines(String section, String key) {
        return section(section).getOrDefault(key, List.of());
    }

    Map<String, List<String>> section(String name) {
        return sections.getOrDefault(name, Map.of());
    }
}
