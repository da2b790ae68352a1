package dev.flakydetector.github;

import java.time.Duration;

/** Lets time pass between two tries. */
public interface Pause {

    void take(Duration length) throws InterruptedException;
}
