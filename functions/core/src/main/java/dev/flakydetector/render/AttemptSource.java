package dev.flakydetector.render;

import dev.flakydetector.domain.CompletedAttempt;
import java.util.function.Consumer;

/** Where a report gets the attempts of its detection from, one by one; there may be more than memory holds. */
public interface AttemptSource {

    /** Hands over every attempt in the order of their numbers. */
    void forEach(Consumer<CompletedAttempt> each);
}
