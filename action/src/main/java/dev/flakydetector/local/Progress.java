package dev.flakydetector.local;

import java.io.PrintStream;

/**
 * Shows on standard error how far a detection has come: a bar that is drawn over on a terminal, else nothing until the
 * end, so that logs stay readable.
 */
final class Progress {

    private static final int WIDTH = 30;

    private final PrintStream out;
    private final boolean terminal;
    private int drawn;

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void step(String message) {
        clear();
        out.println(message);
    }

    void attempts(int done, int planned, int failed, int troubled) {
        if (!terminal) {
            return;
        }
        int filled = planned == 0 ? 0 : WIDTH * done / planned;
        String line = "[%s%s] %d/%d runs, %d failed%s"
                .formatted(
                        "#".repeat(filled),
                        "-".repeat(WIDTH - filled),
                        done,
                        planned,
                        failed,
                        troubled == 0 ? "" : ", %d not counted".formatted(troubled));
        out.print("\r" + line + " ".repeat(Math.max(0, drawn - line.length())));
        out.flush();
        drawn = line.length();
    }

    void clear() {
        if (drawn > 0) {
            out.print("\r" + " ".repeat(drawn) + "\r");
            out.flush();
            drawn = 0;
        }
    }
}
