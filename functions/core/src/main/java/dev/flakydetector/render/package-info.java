/**
 * Shows a detection: on the console, as JSON, as Markdown, as one HTML page. Everything from a repository is untrusted text
 * here. Imports {@code domain} and {@code json}.
 */
@NullMarked
package dev.flakydetector.render;

import org.jspecify.annotations.NullMarked;
