package dev.flakydetector.rerun;

import java.io.IOException;

/** The operating system would not start a program: it is not there, may not be executed, or is no program. */
public final class ProgramNotStarted extends Exception {

    private static final long serialVersionUID = 1L;

    private final String what;

    ProgramNotStarted(String program, IOException cause) {
        super(
                what(program, cause) + ". Check the test command and that the program is installed and on the PATH.",
                cause);
        this.what = what(program, cause);
    }

    /** What happened, for those who have other advice than the message's. */
    String what() {
        return what;
    }

    private static String what(String program, IOException cause) {
        return "Cannot start '%s': %s".formatted(program, reason(cause));
    }

    private static String reason(IOException cause) {
        String message = String.valueOf(cause.getMessage());
        int detail = message.lastIndexOf(", ");
        return detail < 0 ? message : message.substring(detail + 2);
    }
}
