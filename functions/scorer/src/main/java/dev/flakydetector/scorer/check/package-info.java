/**
 * {@code flaky data check}: holds a data set to a declared schema, row by row, and to a reference set. Start at
 * {@link dev.flakydetector.scorer.check.DataCheck}. Imports {@code table} and the core's {@code config} and {@code stats}.
 */
@NullMarked
package dev.flakydetector.scorer.check;

import org.jspecify.annotations.NullMarked;
