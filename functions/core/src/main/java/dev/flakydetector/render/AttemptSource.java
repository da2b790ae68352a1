package dev.flakydetector.render;

import dev.flakydetector.domain.CompletedAttempt;
import java.util.function.Consumer;

/** Where a report reads the attempts of a detection from. They are many, so they are handed over and not kept. */
@FunctionalInterface
public interface AttemptSource {

    /** Hands over every attempt once, in the order of their numbers. */
    void forEach(Consumer<CompletedAttempt> each);
}
