package dev.flakydetector.github;

import java.util.Optional;

/**
 * The code that a workflow run is about.
 *
 * @param cloneUrl of the repository that it is in, which may be a fork; empty when that is gone
 */
public record TestedCode(Optional<String> cloneUrl, String commit) {}
