/**
 * The words of the house: what a detection is made of. Records, enums and sealed shapes that validate themselves, so
 * an invalid value cannot exist. This room imports the JDK alone. Start at {@link dev.flakydetector.domain.Detection}
 * and read towards {@link dev.flakydetector.domain.Outcome}.
 */
@NullMarked
package dev.flakydetector.domain;

import org.jspecify.annotations.NullMarked;
