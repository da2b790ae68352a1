package dev.flakydetector.failure;

import dev.flakydetector.domain.Failure;

/** What a report says of a failure, as one log. */
public final class FailureLog {

    private FailureLog() {}

    /** The type and message stand first where the detail does not tell them anyway. */
    public static String of(Failure failure) {
        String head = failure.type().isEmpty() || failure.message().startsWith(failure.type())
                ? failure.message()
                : failure.type() + ": " + failure.message();
        return failure.detail().contains(failure.message()) ? failure.detail() : head + "\n" + failure.detail();
    }
}
