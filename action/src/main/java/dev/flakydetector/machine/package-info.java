/**
 * The machine as a command may know it: environment, folders, clock, chance, where to print and how to end, and how what the
 * user wrote becomes values. Imports the JDK alone; start at {@link dev.flakydetector.machine.Machine}.
 */
@NullMarked
package dev.flakydetector.machine;

import org.jspecify.annotations.NullMarked;
