/**
 * Maven and Gradle, our agent that shuffles test methods, and NonDex. Imports {@code adapter}. Start at
 * {@link dev.flakydetector.adapter.jvm.MavenAdapter}.
 */
@NullMarked
package dev.flakydetector.adapter.jvm;

import org.jspecify.annotations.NullMarked;
