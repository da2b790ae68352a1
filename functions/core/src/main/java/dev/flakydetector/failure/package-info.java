/**
 * Failure triage: which failures look alike, and how likely each group is a false alarm. {@code record} reads failures,
 * {@code text} says what each is about, {@code cluster} groups them, {@code report} shows the groups. Imports {@code
 * domain}, {@code stats} and Jackson; start at {@link dev.flakydetector.failure.TriageTraining}.
 */
@NullMarked
package dev.flakydetector.failure;

import org.jspecify.annotations.NullMarked;
