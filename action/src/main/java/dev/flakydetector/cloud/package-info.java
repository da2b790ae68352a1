/**
 * Has a detection run in the user's own AWS account: asks the HTTP API of template.yaml with signed requests, waits for the
 * end, and hands back the report as it came. Executes nothing. Imports the JDK, Jackson, and of the AWS SDK credentials and
 * the signer. Start at {@link dev.flakydetector.cloud.CloudDetections}.
 */
@NullMarked
package dev.flakydetector.cloud;

import org.jspecify.annotations.NullMarked;
