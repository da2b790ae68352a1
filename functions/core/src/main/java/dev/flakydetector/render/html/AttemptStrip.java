package dev.flakydetector.render.html;

import dev.flakydetector.domain.Attempt;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Draws one mark an attempt as SVG: control attempts in one lane, varied ones in another, each in the order of their
 * numbers and narrow enough for a phone.
 */
final class AttemptStrip {

    private static final int PER_LINE = 20;
    private static final int PITCH = 16;
    private static final int LINE = 18;

    private AttemptStrip() {}

    /** Both lanes, or the one that there is. */
    static String draw(List<Attempt> attempts, List<AttemptMark> marks) {
        if (marks.isEmpty()) {
            return "";
        }
        List<Integer> control = indices(attempts, true);
        List<Integer> varied = indices(attempts, false);
        return "<div class=\"lanes\">"
                + lane("As the project runs", control, attempts, marks)
                + lane("With something varied", varied, attempts, marks)
                + "</div>\n";
    }

    private static List<Integer> indices(List<Attempt> attempts, boolean control) {
        return IntStream.range(0, attempts.size())
                .filter(i -> attempts.get(i).isControl() == control)
                .boxed()
                .toList();
    }

    private static String lane(String title, List<Integer> indices, List<Attempt> attempts, List<AttemptMark> marks) {
        if (indices.isEmpty()) {
            return "";
        }
        int height = (indices.size() + PER_LINE - 1) / PER_LINE * LINE;
        StringBuilder lane = new StringBuilder(
                "<figure><figcaption>%s</figcaption>\n<svg width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">"
                        .formatted(title, PER_LINE * PITCH, height, title + ": " + counts(indices, marks)));
        for (int place = 0; place < indices.size(); place++) {
            int index = indices.get(place);
            lane.append(mark(place, attempts.get(index), marks.get(index)));
        }
        return lane.append("</svg></figure>\n").toString();
    }

    private static String counts(List<Integer> indices, List<AttemptMark> marks) {
        long failed = indices.stream()
                .filter(index -> marks.get(index) == AttemptMark.FAILED)
                .count();
        return "%d of %d attempts failed".formatted(failed, indices.size());
    }

    private static String mark(int place, Attempt attempt, AttemptMark mark) {
        String varied = attempt.isControl() ? "" : ", varied " + attempt.variationText();
        return "<use href=\"#%s\" x=\"%d\" y=\"%d\"><title>Attempt %d, seed %s%s: %s</title></use>"
                .formatted(
                        mark.symbol(),
                        place % PER_LINE * PITCH,
                        place / PER_LINE * LINE,
                        attempt.number(),
                        attempt.seed(),
                        varied,
                        mark.words());
    }
}
