/** The cloud's HTTP API on loopback: a server of the JDK before the same handlers that API Gateway calls. */
@NullMarked
package dev.flakydetector.serve;

import org.jspecify.annotations.NullMarked;
