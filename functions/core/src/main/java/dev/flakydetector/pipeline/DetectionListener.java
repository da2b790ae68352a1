package dev.flakydetector.pipeline;

import dev.flakydetector.domain.CompletedAttempt;

/** Hears how a detection gets on, on the thread that runs it. */
public interface DetectionListener {

    /** A step begins; the message says what is done, such as "Installing dependencies". */
    void step(String message);

    /**
     * An attempt has ended and is stored.
     *
     * @param done how many have by now
     * @param planned how many there will be at the most
     */
    void attempt(CompletedAttempt completed, int done, int planned);
}
