package dev.flakydetector.adapter.npm;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first two numbers of a package's version, which is as finely as options come and go. */
record NpmVersion(int major, int minor) {

    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,6})(?:\\.(\\d{1,6}))?");

    /** Of the installed package, or else the least that the project asks for; empty when neither says. */
    static Optional<NpmVersion> of(String dependency, Path project) {
        Optional<NpmVersion> installed = PackageJson.in(
                        project.resolve("node_modules").resolve(dependency))
                .flatMap(manifest -> read(manifest.version()));
        return installed.isPresent()
                ? installed
                : PackageJson.in(project)
                        .flatMap(manifest ->
                                Optional.ofNullable(manifest.dependencies().get(dependency)))
                        .flatMap(NpmVersion::read);
    }

    private static Optional<NpmVersion> read(String text) {
        Matcher numbers = NUMBERS.matcher(text);
        if (!numbers.find()) {
            return Optional.empty();
        }
        int minor = numbers.group(2) == null ? 0 : Integer.parseInt(numbers.group(2));
        return Optional.of(new NpmVersion(Integer.parseInt(numbers.group(1)), minor));
    }

    boolean isAtLeast(int thatMajor, int thatMinor) {
        return major > thatMajor || (major == thatMajor && minor >= thatMinor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
