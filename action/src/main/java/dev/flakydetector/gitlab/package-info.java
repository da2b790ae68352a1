/**
 * The one note on a GitLab merge request, through GitLab's own REST API; there is no library of the kind that GitHub
 * has that would be worth its size for three requests.
 */
@NullMarked
package dev.flakydetector.gitlab;

import org.jspecify.annotations.NullMarked;
