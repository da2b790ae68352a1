/**
 * How good a forecast was: pure mathematics of outcomes and probabilities. Knows no model.
 */
@NullMarked
package dev.flakydetector.scorer.evaluation;

import org.jspecify.annotations.NullMarked;
