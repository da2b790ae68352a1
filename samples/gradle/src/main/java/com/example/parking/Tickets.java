package com.example.parking;

import java.util.Random;

/** Hands out tickets with short numbers, drawn by lot. */
public final class Tickets {

    private final Random random;

    public Tickets(Random random) {
        this.random = random;
    }

    /** Two digits, the first never zero. */
    public int next() {
        return 10 + random.nextInt(90);
    }
}
