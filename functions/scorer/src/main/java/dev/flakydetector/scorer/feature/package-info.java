/**
 * From the cells of a run data set to the numbers a model sees: one extractor for training and for serving. Start with
 * {@link dev.flakydetector.scorer.feature.FeatureSpace}. Knows no model.
 */
@NullMarked
package dev.flakydetector.scorer.feature;

import org.jspecify.annotations.NullMarked;
