/**
 * A detection, and what the history knows, as JSON for programs. Imports {@code render}, {@code domain} and Jackson; start
 * at {@link dev.flakydetector.render.json.JsonReport} and the schema beside it.
 */
@NullMarked
package dev.flakydetector.render.json;

import org.jspecify.annotations.NullMarked;
