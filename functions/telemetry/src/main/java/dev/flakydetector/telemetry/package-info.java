/**
 * What functions tell of their calls: structured logs, and metrics in them. Handlers know {@link
 * dev.flakydetector.telemetry.Telemetry} alone; Powertools is made by the wiring of functions. Imports nothing of ours. Start
 * at {@link dev.flakydetector.telemetry.Telemetry}.
 */
@NullMarked
package dev.flakydetector.telemetry;

import org.jspecify.annotations.NullMarked;
