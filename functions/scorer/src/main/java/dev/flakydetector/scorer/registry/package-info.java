/**
 * Keeps models in a folder under names made of their content, compares them, and says which is in production. Knows how a
 * model is written, not how it is fitted.
 */
@NullMarked
package dev.flakydetector.scorer.registry;

import org.jspecify.annotations.NullMarked;
