/**
 * Fits models of p_fail and chooses among them by what they would have foretold. The only room that imports Tribuo. Start
 * with {@link dev.flakydetector.scorer.training.Training}.
 */
@NullMarked
package dev.flakydetector.scorer.training;

import org.jspecify.annotations.NullMarked;
