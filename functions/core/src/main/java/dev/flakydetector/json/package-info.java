/**
 * Maps the words of {@code domain} to JSON and back, for the stores and the reports. The only room that knows Jackson's
 * tree of the detection. Imports {@code domain}.
 */
@NullMarked
package dev.flakydetector.json;

import org.jspecify.annotations.NullMarked;
