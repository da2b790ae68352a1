/**
 * Lambda handlers: parse, call the core, map the answer. They hold no rules. Imports the core.
 */
@NullMarked
package dev.flakydetector.handler;

import org.jspecify.annotations.NullMarked;
