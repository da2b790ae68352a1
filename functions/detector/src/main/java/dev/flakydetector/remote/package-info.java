/**
 * What the handlers keep and start elsewhere: objects in S3, presigned URLs, executions of the state machine, and folders
 * packed to travel. The only room of this module that knows the AWS SDK. Imports the core.
 */
@NullMarked
package dev.flakydetector.remote;

import org.jspecify.annotations.NullMarked;
