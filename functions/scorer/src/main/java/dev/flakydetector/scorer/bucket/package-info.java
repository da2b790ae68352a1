/**
 * Models and what bursts a table's item, in an S3 bucket; the only room that knows the SDK. Imports {@code registry}'s
 * port and the core's. Start at {@link dev.flakydetector.scorer.bucket.BucketFiles}.
 */
@NullMarked
package dev.flakydetector.scorer.bucket;

import org.jspecify.annotations.NullMarked;
