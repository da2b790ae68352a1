/**
 * {@code flaky explore}: what a data set of runs shows before any model is trained: tables, charts, groups that vary more
 * than they should, and one page with all of it. Start at {@link dev.flakydetector.scorer.explore.Exploration}. Imports
 * {@code table} and the core's {@code stats} and {@code render}.
 */
@NullMarked
package dev.flakydetector.scorer.explore;

import org.jspecify.annotations.NullMarked;
