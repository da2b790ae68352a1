package dev.flakydetector.remote;

/** Starts detections in the state machine. */
public interface Executions {

    /**
     * Starts one under this name; no effect when it was started before.
     *
     * @param input JSON
     */
    void start(String name, String input);
}
