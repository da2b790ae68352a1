package dev.flakydetector.results;

import dev.flakydetector.domain.TestId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Spells tests the same way whichever tool reported them: by the file where the tool names one, else by the class.
 *
 * @param root the workspace, which absolute paths in a report are relative to
 * @param module put before every suite; mostly empty
 */
record TestNaming(Path root, String module) {

    private static final String NESTING = " > ";

    /**
     * The id of a {@code <testcase>}.
     *
     * @param suites the names of the suites around it, innermost first
     */
    Optional<TestId> junit(Deque<String> suites, String className, String file, String name) {
        if (name.isBlank() && className.isBlank()) {
            return Optional.empty();
        }
        if (file.endsWith(".py") || isPythonModule(className, suites)) {
            return python(className, file, name);
        }
        if (!file.isBlank()) {
            return inFile(file, suites, name);
        }
        // jest-junit writes the whole title in both places.
        boolean saysNothing = className.isBlank() || className.equals(name);
        String suite = saysNothing && !suites.isEmpty() ? outermost(suites) : className;
        return id(relative(suite), name.isBlank() ? suite : name);
    }

    private static boolean isPythonModule(String className, Deque<String> suites) {
        return suites.stream().anyMatch("pytest"::equals) && !className.isBlank();
    }

    /** pytest's node id: the file, then the classes, then the function. */
    private Optional<TestId> python(String className, String file, String name) {
        String path = file.isBlank() ? pythonFile(className) : relative(file);
        String module =
                path.endsWith(".py") ? path.substring(0, path.length() - 3).replace('/', '.') : path;
        String classes = className.equals(module)
                ? ""
                : className.startsWith(module + ".") ? className.substring(module.length() + 1) : "";
        String nested = classes.isEmpty() ? "" : classes.replace(".", "::") + "::";
        // A module that could not be collected is named by itself, without a test in it.
        return className.isBlank() ? Optional.of(new TestId("", relative(name))) : id(path, nested + name);
    }

    /** By Python's custom, classes begin with a capital and modules do not. */
    private static String pythonFile(String className) {
        List<String> parts = new ArrayList<>();
        for (String part : className.split("\\.", -1)) {
            if (!part.isEmpty() && Character.isUpperCase(part.charAt(0))) {
                break;
            }
            parts.add(part);
        }
        return String.join("/", parts) + ".py";
    }

    private Optional<TestId> inFile(String file, Deque<String> suites, String name) {
        StringBuilder nested = new StringBuilder();
        Iterator<String> outermostFirst = suites.descendingIterator();
        while (outermostFirst.hasNext()) {
            String suite = outermostFirst.next();
            if (!suite.isBlank() && !suite.equals(file) && !name.startsWith(suite)) {
                nested.append(suite).append(NESTING);
            }
        }
        return id(relative(file), nested + name);
    }

    private static String outermost(Deque<String> suites) {
        return suites.isEmpty() ? "" : suites.peekLast();
    }

    /** The id of a test in a file, by the titles around it. */
    Optional<TestId> titled(String file, List<String> titles) {
        String name = String.join(
                NESTING, titles.stream().filter(title -> !title.isBlank()).toList());
        return id(relative(file), name);
    }

    /** A Go package; outside of modules Go names a package by its folder, which is another one in every attempt. */
    String goPackage(String name) {
        String folder = "_" + root;
        if (name.equals(folder)) {
            return ".";
        }
        return name.startsWith(folder + "/") ? "." + name.substring(folder.length()) : name;
    }

    Optional<TestId> id(String suite, String name) {
        if (name.isBlank()) {
            return Optional.empty();
        }
        String prefix = module.isEmpty() ? "" : module + "/";
        return Optional.of(new TestId(suite.isEmpty() ? module : prefix + suite, name));
    }

    /** A path as the project sees it: every attempt has a folder of its own, whose name must not become part of an id. */
    private String relative(String path) {
        String forward = path.startsWith("file://") ? path.substring("file://".length()) : path;
        forward = forward.replace('\\', '/');
        String base = root.toString().replace('\\', '/') + "/";
        if (forward.startsWith(base)) {
            return forward.substring(base.length());
        }
        return forward.startsWith("./") ? forward.substring(2) : forward;
    }
}
