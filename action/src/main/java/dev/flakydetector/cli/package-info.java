/**
 * The command line: parses, calls the core, prints. The only user of picocli, and the wiring of the local engine.
 */
@NullMarked
package dev.flakydetector.cli;

import org.jspecify.annotations.NullMarked;
