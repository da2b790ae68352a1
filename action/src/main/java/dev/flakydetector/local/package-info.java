/**
 * Detections on this machine: the wiring of the local engine, the store, the models beside it, and where reports go. Imports
 * {@code machine} and the modules below, no command line; start at {@link dev.flakydetector.local.LocalDetection} and {@link
 * dev.flakydetector.local.LocalWiring}.
 */
@NullMarked
package dev.flakydetector.local;

import org.jspecify.annotations.NullMarked;
