package dev.flakydetector.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that stands in the jar's manifest. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"flaky-detector " + current()};
    }

    static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
