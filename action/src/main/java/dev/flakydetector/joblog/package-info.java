/**
 * Finds failed tests in the log of a CI job, where there is no report to read: what pytest, Jest, Vitest, Mocha, Go,
 * Surefire and Gradle print for people. Knows the words of the domain alone; start reading at {@link
 * dev.flakydetector.joblog.JobLog}.
 */
@NullMarked
package dev.flakydetector.joblog;

import org.jspecify.annotations.NullMarked;
