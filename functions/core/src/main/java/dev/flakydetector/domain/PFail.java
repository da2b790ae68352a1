package dev.flakydetector.domain;

/**
 * The predicted probability that a test's next run fails.
 *
 * @param probability from 0 to 1
 * @param model the id of the model that said so
 */
public record PFail(double probability, String model) {

    public PFail {
        if (!(0 <= probability && probability <= 1)) {
            throw new IllegalArgumentException("A probability needs 0 <= p <= 1, found " + probability);
        }
    }
}
