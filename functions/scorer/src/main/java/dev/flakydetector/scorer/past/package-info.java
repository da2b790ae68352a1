/**
 * What the detector's own history teaches: rows to train from, and what a model expects of a detection's tests. Imports
 * {@code feature}, {@code serving}, the registry's live model and the core's history. Start at {@link
 * dev.flakydetector.scorer.past.NextRuns}.
 */
@NullMarked
package dev.flakydetector.scorer.past;

import org.jspecify.annotations.NullMarked;
