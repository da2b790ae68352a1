/**
 * Which adapter runs a project's tests. Imports {@code adapter} and the rooms of the languages, which know nothing of it.
 * Start at {@link dev.flakydetector.adapter.choice.FrameworkChoice}.
 */
@NullMarked
package dev.flakydetector.adapter.choice;

import org.jspecify.annotations.NullMarked;
