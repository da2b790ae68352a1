package dev.flakydetector.github;

/** A line on standard output that the runner acts on; text within is escaped, so that no test's name becomes a command. */
final class WorkflowCommand {

    private WorkflowCommand() {}

    static String error(String title, String message) {
        return annotation("error", title, message);
    }

    static String warning(String title, String message) {
        return annotation("warning", title, message);
    }

    static String notice(String title, String message) {
        return annotation("notice", title, message);
    }

    private static String annotation(String level, String title, String message) {
        return "::%s title=%s::%s".formatted(level, property(title), data(message));
    }

    /** Makes the runner hide this word in its logs. */
    static String mask(String secret) {
        return "::add-mask::" + data(secret);
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
