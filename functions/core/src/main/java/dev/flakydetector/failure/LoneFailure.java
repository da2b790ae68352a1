package dev.flakydetector.failure;

import java.time.Instant;
import java.util.Optional;

/**
 * A failure that looks like no other.
 *
 * @param name the error as a person would say it
 * @param excerpt what its log says
 */
public record LoneFailure(String id, String test, String name, String excerpt, Optional<Instant> date) {}
