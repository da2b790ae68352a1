/**
 * The history in one DynamoDB table, through the Enhanced Client. The only user of the AWS SDK in the core; clients are
 * passed in. Start at {@link dev.flakydetector.history.dynamo.DynamoRunHistory}; the items are described at {@link
 * dev.flakydetector.history.dynamo.DynamoTable}.
 */
@NullMarked
package dev.flakydetector.history.dynamo;

import org.jspecify.annotations.NullMarked;
