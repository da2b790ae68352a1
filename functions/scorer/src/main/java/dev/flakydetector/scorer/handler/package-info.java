/**
 * The function that scores: parses, calls serving, maps the answer. Imports serving, the registry and the core. Start at
 * {@link dev.flakydetector.scorer.handler.ScoreHandler}.
 */
@NullMarked
package dev.flakydetector.scorer.handler;

import org.jspecify.annotations.NullMarked;
