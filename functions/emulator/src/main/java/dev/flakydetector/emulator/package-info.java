/** AWS without an account: emulated services on loopback, for the integration tests of every module. */
@NullMarked
package dev.flakydetector.emulator;

import org.jspecify.annotations.NullMarked;
