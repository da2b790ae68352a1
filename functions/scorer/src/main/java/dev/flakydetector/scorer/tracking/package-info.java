/**
 * Tells an experiment tracker what came of a training; none by default. {@code tracking.mlflow} speaks to MLflow's server
 * through MLflow's own Java client, {@link dev.flakydetector.scorer.tracking.LocalTracking} writes the folders that
 * MLflow reads from disk.
 *
 * <p>There is nothing for Weights and Biases, nor for ClearML: neither maintains a client for Java, and the files that
 * their own offline modes write are not documented. Whoever needs them can import {@code report.json} with their Python
 * client. Start at {@link dev.flakydetector.scorer.tracking.ExperimentTracking}.
 */
@NullMarked
package dev.flakydetector.scorer.tracking;

import org.jspecify.annotations.NullMarked;
