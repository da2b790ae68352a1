/**
 * Failure records as they lie on a disk: one JSON file each, JSON lines, packed with gzip or zip. Reads them one at a
 * time in bounded memory and lists what is wrong with the rest. Imports Jackson and {@code failure.text}; start at
 * {@link dev.flakydetector.failure.record.RecordFiles}.
 */
@NullMarked
package dev.flakydetector.failure.record;

import org.jspecify.annotations.NullMarked;
