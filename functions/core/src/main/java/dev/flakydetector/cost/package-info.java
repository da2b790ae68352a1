/**
 * What a detection costs in the cloud: counts what it uses, and multiplies by the one dated list of prices, infra/prices.json.
 * Imports the rooms below it and reads attempts through the history's port. Start at {@link
 * dev.flakydetector.cost.CostModel}.
 */
@NullMarked
package dev.flakydetector.cost;

import org.jspecify.annotations.NullMarked;
