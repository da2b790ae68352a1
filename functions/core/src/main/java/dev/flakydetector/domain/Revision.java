package dev.flakydetector.domain;

import java.util.Optional;

/**
 * Which code was looked at.
 *
 * @param repository its URL or folder as the user named it, without credentials
 * @param commit the full SHA; empty for a folder that is not under version control
 * @param digest of the very files that were run, so that a later run can tell whether they are the same
 * @param modified whether the files differ from that commit
 */
public record Revision(String repository, Optional<String> commit, String digest, boolean modified) {}
