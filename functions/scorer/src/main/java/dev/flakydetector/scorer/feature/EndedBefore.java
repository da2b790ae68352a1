package dev.flakydetector.scorer.feature;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.IntConsumer;

/** Hands over each row once a later one begins after it has ended, and not before. */
final class EndedBefore {

    private final double[] ends;
    private final PriorityQueue<Integer> running;

    EndedBefore(double[] ends) {
        this.ends = ends;
        this.running = new PriorityQueue<>(
                Comparator.<Integer>comparingDouble(row -> ends[row]).thenComparing(row -> row));
    }

    /** Hands over what has ended before this moment, the earliest end first. */
    void advance(double moment, IntConsumer ended) {
        while (!running.isEmpty() && ends[running.peek()] < moment) {
            ended.accept(running.remove());
        }
    }

    void begin(int row) {
        running.add(row);
    }
}
