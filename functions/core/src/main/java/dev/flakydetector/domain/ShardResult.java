package dev.flakydetector.domain;

import java.util.List;
import java.util.Optional;

/**
 * What a worker says it ran. Nothing of it is to be believed before it was compared with what was planned.
 *
 * @param nonce the word that was given to that worker alone
 * @param obstacle why no attempt of this detection can run, such as a test program that is not there
 */
public record ShardResult(
        String detectionId, int index, String nonce, List<CompletedAttempt> attempts, Optional<Problem> obstacle) {

    public ShardResult {
        attempts = List.copyOf(attempts);
    }
}
