package dev.flakydetector.remote;

/** What other functions of the stack say when they are asked. */
public interface FunctionAnswers {

    /** What came of a question. */
    sealed interface Answer {

        /** JSON. */
        record Given(String json) implements Answer {}

        /** The question is larger than functions are asked. */
        record TooLarge() implements Answer {}
    }

    /**
     * Waits for what a function makes of an event.
     *
     * @param event JSON
     * @throws RemoteTrouble when it cannot be reached, or broke
     */
    Answer ask(String function, String event);
}
