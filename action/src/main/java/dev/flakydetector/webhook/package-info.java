/**
 * Tells chats and other services by posting JSON to an address that the user gave. What goes wrong there is told and
 * fails nothing; the address itself is a secret and stands in no message.
 */
@NullMarked
package dev.flakydetector.webhook;

import org.jspecify.annotations.NullMarked;
