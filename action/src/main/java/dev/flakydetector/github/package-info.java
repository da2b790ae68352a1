/**
 * Everything about GitHub: what a workflow hands over, finding the failed run's tests and its pull request, the one
 * comment, the job summary, annotations and outputs. The only user of github-api. Builds on the core alone; start reading
 * at {@link dev.flakydetector.github.ActionReport}.
 */
@NullMarked
package dev.flakydetector.github;

import org.jspecify.annotations.NullMarked;
