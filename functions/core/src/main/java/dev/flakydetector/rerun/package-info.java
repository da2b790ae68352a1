/**
 * From a request to a plan, and from one attempt to its result: child processes with their own copy, home and environment.
 * Imports {@code domain}, {@code checkout}, {@code results} and {@code adapter}.
 */
@NullMarked
package dev.flakydetector.rerun;

import org.jspecify.annotations.NullMarked;
