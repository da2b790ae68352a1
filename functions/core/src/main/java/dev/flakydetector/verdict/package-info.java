/**
 * Adds outcomes up: to rates, to verdicts, to a severity, and to the question whether enough was run. Imports
 * {@code domain} and {@code stats}.
 */
@NullMarked
package dev.flakydetector.verdict;

import org.jspecify.annotations.NullMarked;
