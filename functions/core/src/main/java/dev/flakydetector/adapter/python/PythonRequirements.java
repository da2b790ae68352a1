package dev.flakydetector.adapter.python;

import dev.flakydetector.adapter.ProjectFiles;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What a Python project declares that it and its tests need, as far as its files say so without being run. Of its extras
 * and dependency groups those are taken that are named for tests, and the developers' only where there are none such.
 *
 * @param sources where they stand, for sentences, such as "pyproject.toml (extra test)"
 * @param requirements as pip takes them
 */
record PythonRequirements(List<String> sources, List<String> requirements) {

    static final PythonRequirements NONE = new PythonRequirements(List.of(), List.of());

    private static final List<String> FOR_TESTS = List.of("test", "tests", "testing");
    private static final List<String> FOR_DEVELOPERS = List.of("dev", "develop", "development");

    PythonRequirements {
        sources = List.copyOf(sources);
        requirements = List.copyOf(requirements);
    }

    static PythonRequirements of(ProjectFiles files) {
        Pyproject pyproject = Pyproject.parse(files.text("pyproject.toml"));
        IniFile setup = IniFile.parse(files.text("setup.cfg"));
        PythonRequirements declared = byKind(wanted -> collect(pyproject, setup, wanted));
        return declared.requirements().isEmpty() ? ofTox(IniFile.parse(files.text("tox.ini"))) : declared;
    }

    private static PythonRequirements byKind(Function<List<String>, Collected> collect) {
        Collected forTests = collect.apply(FOR_TESTS);
        return (forTests.foundWanted ? forTests : collect.apply(FOR_DEVELOPERS)).done();
    }

    private static Collected collect(Pyproject pyproject, IniFile setup, List<String> wanted) {
        Collected found = new Collected();
        found.add("pyproject.toml", pyproject.dependencies());
        found.addWanted("pyproject.toml", "extra", pyproject.extras(), wanted);
        found.addWanted("pyproject.toml", "group", pyproject.groups(), wanted);
        found.add("setup.cfg", setup.lines("options", "install_requires"));
        found.addWanted("setup.cfg", "extra", setup.section("options.extras_require"), wanted);
        return found;
    }

    /** Lines for some environments alone, or with tox's own variables, say nothing that pip could take. */
    private static PythonRequirements ofTox(IniFile tox) {
        Collected found = new Collected();
        found.add(
                "tox.ini",
                tox.lines("testenv", "deps").stream()
                        .filter(line -> !line.contains("{") && !line.matches("[\\w,.!-]+:\\s.*"))
                        .toList());
        return found.done();
    }

    /** Gathers them, each once, in the order found. */
    private static final class Collected {

        private final Set<String> sources = new LinkedHashSet<>();
        private final Set<String> requirements = new LinkedHashSet<>();
        private boolean foundWanted;

        private boolean add(String source, List<String> lines) {
            // What begins with "-" or "file:" is no requirement but an instruction to another tool.
            List<String> plain = lines.stream()
                    .filter(line -> !line.startsWith("-") && !line.startsWith("file:"))
                    .toList();
            if (!plain.isEmpty()) {
                sources.add(source);
                requirements.addAll(plain);
            }
            return !plain.isEmpty();
        }

        private void addWanted(String file, String kind, Map<String, List<String>> named, List<String> wanted) {
            for (String name : wanted) {
                foundWanted |= add("%s (%s %s)".formatted(file, kind, name), named.getOrDefault(name, List.of()));
            }
        }

        private PythonRequirements done() {
            return new PythonRequirements(new ArrayList<>(sources), new ArrayList<>(requirements));
        }
    }
}
