package dev.flakydetector.rerun;

import java.io.IOException;

/** The operating system would not start a program: it is not there, may not be executed, or is no program. */
public final class ProgramNotStarted extends Exception {

    private static final long serialVersionUID = 1L;

    ProgramNotStarted(String program, IOException cause) {
        super(
                "Cannot start '%s': %s. Check the test command and that the program is installed and on the PATH."
                        .formatted(program, reason(cause)),
                cause);
    }

    private static String reason(IOException cause) {
        String message = String.valueOf(cause.getMessage());
        int detail = message.lastIndexOf(", ");
        return detail < 0 ? message : message.substring(detail + 2);
    }
}
