/**
 * A detection as one page that needs nothing else, with a mark for every attempt. Imports {@code render} and {@code domain};
 * start at {@link dev.flakydetector.render.html.HtmlReport}.
 */
@NullMarked
package dev.flakydetector.render.html;

import org.jspecify.annotations.NullMarked;
