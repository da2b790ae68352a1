/**
 * Pure mathematics of counts: intervals and confidence sequences for a failure rate. No clock, no files. Imports
 * {@code domain}.
 */
@NullMarked
package dev.flakydetector.stats;

import org.jspecify.annotations.NullMarked;
