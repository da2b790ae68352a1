/** MLflow's server, through its own Java client; the only room that knows it. */
@NullMarked
package dev.flakydetector.scorer.tracking.mlflow;

import org.jspecify.annotations.NullMarked;
