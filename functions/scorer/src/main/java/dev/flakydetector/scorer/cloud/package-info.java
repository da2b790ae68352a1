/**
 * Models in an S3 bucket, and the history in a DynamoDB table; the only room that knows the SDK. Imports the registry's
 * port and the core's history. Start at {@link dev.flakydetector.scorer.cloud.BucketFiles}.
 */
@NullMarked
package dev.flakydetector.scorer.cloud;

import org.jspecify.annotations.NullMarked;
