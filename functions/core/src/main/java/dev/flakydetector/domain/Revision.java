package dev.flakydetector.domain;

import java.util.Optional;

/**
 * Which code was looked at.
 *
 * @param repository its URL or folder as the user named it, without credentials
 * @param commit the full SHA; empty for a folder that is not under version control
 * @param digest of the very files that were run, so that a later run can tell whether they are the same
 * @param modified whether the files differ from that commit
 * @param branch whose head it was, without refs/heads/; empty where no branch was named or checked out
 */
public record Revision(
        String repository, Optional<String> commit, String digest, boolean modified, Optional<String> branch) {

    /** A revision of no known branch. */
    public Revision(String repository, Optional<String> commit, String digest, boolean modified) {
        this(repository, commit, digest, modified, Optional.empty());
    }
}
