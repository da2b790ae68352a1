package dev.flakydetector.adapter.python;

import dev.flakydetector.adapter.ProjectFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
 * @param shortfalls sentences on what pip cannot be told of
 */
record PythonRequirements(List<String> sources, List<String> requirements, List<String> shortfalls) {

    private static final List<String> FOR_TESTS = List.of("test", "tests", "testing");
    private static final List<String> FOR_DEVELOPERS = List.of("dev", "develop", "development");

    PythonRequirements {
        sources = List.copyOf(sources);
        requirements = List.copyOf(requirements);
        shortfalls = List.copyOf(shortfalls);
    }

    static PythonRequirements of(ProjectFiles files) {
        Pyproject pyproject = Pyproject.parse(files.text("pyproject.toml"));
        IniFile setup = IniFile.parse(files.text("setup.cfg"));
        Pipfile pipfile = Pipfile.parse(files.text("Pipfile"));
        PythonRequirements declared = byKind(wanted -> collect(pyproject, setup, pipfile, wanted));
        return declared.sources().isEmpty() ? ofTox(IniFile.parse(files.text("tox.ini"))) : declared;
    }

    private static PythonRequirements byKind(Function<List<String>, Collected> collect) {
        Collected forTests = collect.apply(FOR_TESTS);
        return (forTests.foundWanted ? forTests : collect.apply(FOR_DEVELOPERS)).done();
    }

    private static Collected collect(Pyproject pyproject, IniFile setup, Pipfile pipfile, List<String> wanted) {
        Collected found = new Collected();
        found.add("pyproject.toml", pyproject.dependencies());
        found.addWanted("pyproject.toml", "extra", pyproject.extras(), wanted);
        found.addWanted("pyproject.toml", "group", pyproject.groups(), wanted);
        found.add("setup.cfg", Requirement.taken(setup.lines("options", "install_requires")));
        Map<String, List<Requirement>> extras = new LinkedHashMap<>();
        setup.section("options.extras_require").forEach((name, lines) -> extras.put(name, Requirement.taken(lines)));
        found.addWanted("setup.cfg", "extra", extras, wanted);
        found.add("Pipfile", pipfile.packages());
        if (wanted.equals(FOR_DEVELOPERS)) {
            found.add("Pipfile (dev-packages)", pipfile.forDevelopers());
        }
        return found;
    }

    /** Lines for some environments alone, or with tox's own variables, say nothing that pip could take. */
    private static PythonRequirements ofTox(IniFile tox) {
        Collected found = new Collected();
        found.add(
                "tox.ini",
                Requirement.taken(tox.lines("testenv", "deps").stream()
                        .filter(line -> !line.contains("{") && !line.matches("[\\w,.!-]+:\\s.*"))
                        .toList()));
        return found.done();
    }

    /** Gathers them, each once, in the order found. */
    private static final class Collected {

        private final Set<String> sources = new LinkedHashSet<>();
        private final Set<String> requirements = new LinkedHashSet<>();
        private final Set<String> shortfalls = new LinkedHashSet<>();
        private boolean foundWanted;

        private boolean add(String source, List<Requirement> declared) {
            boolean found = false;
            for (Requirement requirement : declared) {
                if (requirement instanceof Requirement.LeftOut leftOut) {
                    shortfalls.add("The package '%s' of %s is not installed: %s"
                            .formatted(leftOut.name(), source, leftOut.why()));
                    found = true;
                } else if (requirement instanceof Requirement.Taken taken && !isInstruction(taken.words())) {
                    requirements.add(taken.words());
                    found = true;
                }
            }
            if (found) {
                sources.add(source);
            }
            return found;
        }

        /** What begins with "-" or "file:" is no requirement but an instruction to another tool. */
        private static boolean isInstruction(String words) {
            return words.startsWith("-") || words.startsWith("file:");
        }

        private void addWanted(String file, String kind, Map<String, List<Requirement>> named, List<String> wanted) {
            for (String name : wanted) {
                foundWanted |= add("%s (%s %s)".formatted(file, kind, name), named.getOrDefault(name, List.of()));
            }
        }

        private PythonRequirements done() {
            return new PythonRequirements(
                    new ArrayList<>(sources), new ArrayList<>(requirements), new ArrayList<>(shortfalls));
        }
    }
}
