/**
 * A detection in the Markdown of GitHub, and how untrusted text gets into it. Imports {@code render} and {@code domain};
 * start at {@link dev.flakydetector.render.markdown.MarkdownReport}.
 */
@NullMarked
package dev.flakydetector.render.markdown;

import org.jspecify.annotations.NullMarked;
