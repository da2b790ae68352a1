/**
 * Reads what test tools write: JUnit XML in its dialects, {@code go test -json}, Jest's and Mocha's JSON, CTRF. Reports
 * are untrusted input. Imports {@code domain}. Start at {@link dev.flakydetector.results.Reports}.
 */
@NullMarked
package dev.flakydetector.results;

import org.jspecify.annotations.NullMarked;
