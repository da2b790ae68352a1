package dev.flakydetector.remote;

/** Other functions of the stack. */
public interface Functions {

    /**
     * Hands an event to a function and does not wait for what it does.
     *
     * @param event JSON
     */
    void send(String function, String event);
}
