package dev.flakydetector.failure.record;

import dev.flakydetector.failure.text.Telltale;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * What is kept of a JSON string beyond its first part, still escaped: its last lines, and of those before them the ones
 * that speak of trouble with the lines that follow.
 */
final class StringMiddle {

    private static final int LONGEST_LINE = 8_192;
    private static final int LINES_AFTER_TROUBLE = 40;

    private final StringBuilder line = new StringBuilder();
    private final Kept troubled;
    private final Kept last;
    private int stillTelling;

    /** @param room how many characters each of the two parts may take */
    StringMiddle(int room) {
        troubled = new Kept(room, gone -> {});
        last = new Kept(room, this::keepIfTroubled);
    }

    void take(CharSequence unit) {
        if (unit.length() == 2 && (unit.charAt(1) == 'n' || unit.charAt(1) == 'r')) {
            endLine();
        } else if (line.length() < LONGEST_LINE) {
            line.append(unit);
        }
    }

    private void endLine() {
        last.add(line.toString());
        line.setLength(0);
    }

    private void keepIfTroubled(String gone) {
        stillTelling = Telltale.of(gone) ? LINES_AFTER_TROUBLE : stillTelling - 1;
        if (stillTelling > 0) {
            troubled.add(gone);
        }
    }

    /** Appends what was kept and starts anew. */
    void moveTo(StringBuilder out) {
        if (!line.isEmpty()) {
            endLine();
        }
        troubled.moveTo(out);
        last.moveTo(out);
        stillTelling = 0;
    }

    /** Lines up to a total length; the oldest go first. */
    private static final class Kept {

        private final Deque<String> lines = new ArrayDeque<>();
        private final int room;
        private final Consumer<String> leaving;
        private int length;

        Kept(int room, Consumer<String> leaving) {
            this.room = room;
            this.leaving = leaving;
        }

        void add(String text) {
            lines.add(text);
            length += text.length() + 1;
            while (length > room && lines.size() > 1) {
                String gone = lines.remove();
                length -= gone.length() + 1;
                leaving.accept(gone);
            }
        }

        void moveTo(StringBuilder out) {
            lines.forEach(text -> out.append("\\n").append(text));
            lines.clear();
            length = 0;
        }
    }
}
