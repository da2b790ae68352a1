package dev.flakydetector.render.console;

/**
 * Text for a terminal or a log, each line ended by a line feed on every system. A line that begins with two colons after
 * its indent, which GitHub's runner would obey as a command, gets a blank between them.
 */
final class Lines {

    private final StringBuilder text = new StringBuilder();

    void add(String line) {
        int start = line.length() - line.stripLeading().length();
        String harmless =
                line.startsWith("::", start) ? line.substring(0, start) + ": " + line.substring(start + 1) : line;
        text.append(harmless.stripTrailing()).append('\n');
    }

    void blank() {
        text.append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
