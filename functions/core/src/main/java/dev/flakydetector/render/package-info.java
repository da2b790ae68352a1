/**
 * What every report of a detection says and how it says it: the headline, rates and severities in words, the command that
 * makes a test fail again, and untrusted text made fit to be shown. Everything from a repository is untrusted here. Imports
 * {@code domain}; the rooms below are a report each, or one for each place where it is read. Start at {@link
 * dev.flakydetector.render.Summary} and {@link dev.flakydetector.render.CleanText}.
 */
@NullMarked
package dev.flakydetector.render;

import org.jspecify.annotations.NullMarked;
