/**
 * A training of failure clusters from where failures lie to its files: records and reports, our own history, and what is
 * written. It stands beside the pipeline and imports what that may import; the rules of clustering are in {@code failure}.
 * Start at {@link dev.flakydetector.triage.TriageRun}.
 */
@NullMarked
package dev.flakydetector.triage;

import org.jspecify.annotations.NullMarked;
