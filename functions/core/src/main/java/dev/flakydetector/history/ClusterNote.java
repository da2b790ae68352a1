package dev.flakydetector.history;

import java.time.Instant;
import java.util.Optional;

/**
 * That a detection met failures of one cluster.
 *
 * @param key of the cluster
 * @param startedAt when the detection started
 * @param since when the cluster was met first, as far as was known then
 * @param branch empty where it is not known
 * @param failures how many of them this detection met
 * @param traits what they look like, in the words of whoever noted it
 */
public record ClusterNote(
        String repository,
        String key,
        String detectionId,
        Instant startedAt,
        Instant since,
        Optional<String> branch,
        int failures,
        String traits) {}
