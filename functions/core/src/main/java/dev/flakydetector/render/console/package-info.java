/**
 * A detection on a terminal of eighty columns. Imports {@code render} and {@code domain}; start at {@link
 * dev.flakydetector.render.console.ConsoleReport}.
 */
@NullMarked
package dev.flakydetector.render.console;

import org.jspecify.annotations.NullMarked;
