/**
 * Shows a detection: on the console, as JSON, as Markdown, as one HTML page. Everything from a repository is untrusted text
 * here. Imports {@code domain}. Start at {@link dev.flakydetector.render.Summary} and {@link
 * dev.flakydetector.render.CleanText}.
 */
@NullMarked
package dev.flakydetector.render;

import org.jspecify.annotations.NullMarked;
