/**
 * Groups of failures that lie close together: DBSCAN over fingerprints with an index of neighbours, and the published
 * variant over compression distances to compare with. Imports {@code failure.text}; start at
 * {@link dev.flakydetector.failure.cluster.DensityClusters}.
 */
@NullMarked
package dev.flakydetector.failure.cluster;

import org.jspecify.annotations.NullMarked;
