/**
 * What action.yml calls: its inputs, the reruns here or in the cloud, and who is told. Imports {@code machine}, {@code
 * local}, {@code github}, {@code cloud} and {@code webhook}; start at {@link dev.flakydetector.action.ActionCall}.
 */
@NullMarked
package dev.flakydetector.action;

import org.jspecify.annotations.NullMarked;
