/**
 * What was seen before, behind one port. {@code history.sqlite} keeps it on one machine, {@code history.dynamo} in the
 * cloud. Imports {@code domain} and {@code json}. Start at {@link dev.flakydetector.history.RunHistory}.
 */
@NullMarked
package dev.flakydetector.history;

import org.jspecify.annotations.NullMarked;
