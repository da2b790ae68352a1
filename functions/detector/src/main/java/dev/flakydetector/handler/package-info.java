/**
 * Lambda handlers: parse, call the core, map the answer. They hold no rules. Imports the core and {@code remote}. Start at
 * {@link dev.flakydetector.handler.CloneHandler}, whose answer starts the state machine.
 */
@NullMarked
package dev.flakydetector.handler;

import org.jspecify.annotations.NullMarked;
