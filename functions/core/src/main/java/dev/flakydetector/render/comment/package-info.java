/**
 * A detection told to the people of a change: the one comment on a pull request and what it remembers of earlier ones, the
 * message to a chat, the tests to set aside. Imports {@code render}, {@code render.markdown} and {@code domain}; start at
 * {@link dev.flakydetector.render.comment.PullRequestComment}.
 */
@NullMarked
package dev.flakydetector.render.comment;

import org.jspecify.annotations.NullMarked;
