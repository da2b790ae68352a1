package dev.flakydetector.scorer.training;

/** Rows to learn from and rows to be tested on; whoever gets them leaves them as they are. */
final class Fold {

    private final int[] train;
    private final int[] test;

    Fold(int[] train, int[] test) {
        this.train = train;
        this.test = test;
    }

    int[] train() {
        return train;
    }

    int[] test() {
        return test;
    }
}
