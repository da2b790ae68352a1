/**
 * Brings a commit or a folder into a throw-away workspace, and copies that workspace for every attempt. The only user of
 * JGit. Imports {@code domain}.
 */
@NullMarked
package dev.flakydetector.checkout;

import org.jspecify.annotations.NullMarked;
