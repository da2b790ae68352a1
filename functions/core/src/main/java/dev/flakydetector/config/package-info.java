/**
 * Reads {@code .flaky-detector.yml}, checks every key and reports all problems at once, each with its line. The only user
 * of the YAML library. Imports {@code domain}.
 */
@NullMarked
package dev.flakydetector.config;

import org.jspecify.annotations.NullMarked;
