package dev.flakydetector.rerun;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a test run may know of the machine: an allow-list, because a credential that a test never sees is one that it
 * cannot leak.
 *
 * @param variables the environment of this process
 * @param userHome where the user's tool caches are
 */
public record HostEnvironment(Map<String, String> variables, Path userHome) {

    private static final Set<String> ALLOWED = Set.of(
            "PATH",
            "LANG",
            "LANGUAGE",
            "TZ",
            "USER",
            "LOGNAME",
            "SHELL",
            "CI",
            "JAVA_HOME",
            "MAVEN_HOME",
            "MAVEN_OPTS",
            "MAVEN_ARGS",
            "GRADLE_HOME",
            "GRADLE_OPTS",
            "GOROOT",
            "GOPATH",
            "GOCACHE",
            "GOMODCACHE",
            "GOFLAGS",
            "GO111MODULE",
            "GOTOOLCHAIN",
            "CGO_ENABLED",
            "PYTHONPATH",
            "VIRTUAL_ENV",
            "PYENV_ROOT",
            "PYENV_VERSION",
            "NODE_PATH",
            "NODE_OPTIONS",
            "NVM_DIR",
            "ASDF_DIR",
            "ASDF_DATA_DIR",
            "LD_LIBRARY_PATH",
            "DYLD_LIBRARY_PATH",
            "DISPLAY",
            "SystemRoot",
            "ComSpec",
            "PATHEXT");

    private static final Pattern ALLOWED_FAMILIES = Pattern.compile("LC_[A-Z]+|JAVA_HOME_\\w+");

    public HostEnvironment {
        variables = Map.copyOf(variables);
    }

    /** The part of the environment that a test run gets. */
    SortedMap<String, String> allowed() {
        SortedMap<String, String> allowed = new TreeMap<>();
        variables.forEach((name, value) -> {
            if (ALLOWED.contains(name) || ALLOWED_FAMILIES.matcher(name).matches()) {
                allowed.put(name, value);
            }
        });
        // Go looks for both below HOME, which is another one in every attempt; what is in them is keyed by content.
        allowed.putIfAbsent("GOPATH", userHome.resolve("go").toString());
        allowed.putIfAbsent(
                "GOCACHE", userHome.resolve(".cache").resolve("go-build").toString());
        return allowed;
    }
}
