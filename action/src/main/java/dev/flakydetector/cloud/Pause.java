package dev.flakydetector.cloud;

import java.time.Duration;

/** Lets time pass between two requests. */
public interface Pause {

    void take(Duration length) throws InterruptedException;
}
