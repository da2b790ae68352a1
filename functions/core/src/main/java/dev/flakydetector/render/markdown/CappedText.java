package dev.flakydetector.render.markdown;

import java.util.List;
import java.util.function.Function;

/** Text that never grows beyond a number of characters: a part goes in whole or not at all. */
final class CappedText {

    private final StringBuilder text = new StringBuilder();
    private final int limit;

    CappedText(int limit) {
        this.limit = limit;
    }

    /** Adds a part that the report cannot be without. */
    CappedText add(String part) {
        if (!fits(part, 0)) {
            throw new IllegalStateException("A part of %d characters does not fit into the %d that are left of %d"
                    .formatted(part.length(), limit - text.length(), limit));
        }
        text.append(part);
        return this;
    }

    /**
     * Adds the parts one by one and stops before the first that would leave less than the reserve.
     *
     * @return how many went in
     */
    <T> int addWhileFits(List<T> items, Function<T, String> part, int reserve) {
        int added = 0;
        for (T item : items) {
            String next = part.apply(item);
            if (!fits(next, reserve)) {
                break;
            }
            text.append(next);
            added++;
        }
        return added;
    }

    private boolean fits(String part, int reserve) {
        return text.length() + part.length() + reserve <= limit;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
