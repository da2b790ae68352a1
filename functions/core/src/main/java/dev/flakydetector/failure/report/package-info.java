/** A training's findings for programs and for people. Imports {@code failure}, {@code domain} and Jackson. */
@NullMarked
package dev.flakydetector.failure.report;

import org.jspecify.annotations.NullMarked;
