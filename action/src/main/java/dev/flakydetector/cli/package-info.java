/**
 * The command line: parses, calls the other rooms, prints. The only user of picocli. Start at {@link
 * dev.flakydetector.cli.Flaky} and {@link dev.flakydetector.cli.Commands}.
 */
@NullMarked
package dev.flakydetector.cli;

import org.jspecify.annotations.NullMarked;
