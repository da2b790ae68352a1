/**
 * Scores planned runs and explains the scores: a model's own arithmetic over plain arrays, and the contract of predict
 * and explain as functions from JSON to JSON. Knows no HTTP and no training library.
 */
@NullMarked
package dev.flakydetector.scorer.serving;

import org.jspecify.annotations.NullMarked;
