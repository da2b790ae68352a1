/**
 * The HTTP API without HTTP: requests in, answers out, the same behind API Gateway and in {@code flaky serve}. Knows no
 * server and no cloud; what must be done elsewhere goes through the ports {@link
 * dev.flakydetector.api.DetectionLauncher} and {@link dev.flakydetector.api.Scoring}. Start at {@link
 * dev.flakydetector.api.Api}.
 */
@NullMarked
package dev.flakydetector.api;

import org.jspecify.annotations.NullMarked;
