package com.example.library;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Picks the readers who are reminded today. */
public final class Reminders {

    private final Random random;

    public Reminders(Random random) {
        this.random = random;
    }

    /** As many as asked for, drawn by lot. */
    public List<String> draw(List<String> readers, int count) {
        List<String> drawn = new ArrayList<String>(readers);
        Collections.shuffle(drawn, random);
        return drawn.subList(0, Math.min(count, drawn.size()));
    }

    public static int daysLate(int due, int today) {
        return Math.max(0, today - due);
    }
}
