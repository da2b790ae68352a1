package dev.flakydetector.local;

import java.nio.file.Path;

/**
 * Where detections are kept.
 *
 * @param folder of the store, its logs and its models
 * @param isNone whether nothing is kept after the report; models are still looked for in the folder
 */
public record StorePlace(Path folder, boolean isNone) {}
