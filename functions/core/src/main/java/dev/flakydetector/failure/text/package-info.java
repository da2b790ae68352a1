/**
 * What a failure's log says, without what changes from run to run: finds the lines that tell why, and puts placeholders
 * for times, numbers, addresses and places. Imports the JDK alone; start at
 * {@link dev.flakydetector.failure.text.FailureWindow}.
 */
@NullMarked
package dev.flakydetector.failure.text;

import org.jspecify.annotations.NullMarked;
