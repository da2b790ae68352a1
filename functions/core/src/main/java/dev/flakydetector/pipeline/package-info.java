/**
 * The steps of a detection in order, and the loop that takes them on one machine. Imports every room below. Start at
 * {@link dev.flakydetector.pipeline.DetectionSteps}.
 */
@NullMarked
package dev.flakydetector.pipeline;

import org.jspecify.annotations.NullMarked;
