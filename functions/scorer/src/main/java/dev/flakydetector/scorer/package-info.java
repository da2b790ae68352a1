/**
 * p_fail, the probability that a planned run fails: data checks, features, training, evaluation, registry and serving.
 * Imports the core; the only room that may import Tribuo.
 */
@NullMarked
package dev.flakydetector.scorer;

import org.jspecify.annotations.NullMarked;
