package dev.flakydetector.render;

import dev.flakydetector.domain.Failure;

/** A failure in one line. */
public final class FailureText {

    private FailureText() {}

    /** Type and message, the type left out where the message begins with it; empty where the tool said neither. */
    public static String headline(Failure failure) {
        String type = CleanText.line(failure.type());
        String message = CleanText.line(failure.message());
        if (message.isEmpty() || type.isEmpty() || message.startsWith(type)) {
            return message.isEmpty() ? type : message;
        }
        return type + ": " + message;
    }
}
