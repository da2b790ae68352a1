package dev.flakydetector.domain;

/**
 * One number that makes a run's random choices repeatable. A detection has a base seed; every attempt's seed is derived
 * from it, so the same request gives the same seeds whatever the parallelism or the engine.
 */
public record Seed(int value) implements Comparable<Seed> {

    private static final int ROUNDS = 4;

    public Seed {
        if (value < 0) {
            throw new IllegalArgumentException("A seed is not negative, found " + value);
        }
    }

    /**
     * The seed of the attempt with this index, distinct from that of every other index below the range's size.
     *
     * <p>A Feistel network keyed with the base seed permutes the range; values that fall outside it walk on along their
     * cycle (Black and Rogaway, "Ciphers with arbitrary finite domains", 2002).
     *
     * @throws IllegalArgumentException when the range holds no seed for that index
     */
    public Seed derive(int index, SeedRange range) {
        if (index < 0 || index >= range.size()) {
            throw new IllegalArgumentException("Attempt %d has no seed of its own in %d..%d: the range holds %d seeds"
                    .formatted(index, range.min(), range.max(), range.size()));
        }
        int halfBits = halfBitsFor(range.size());
        long position = index;
        do {
            position = permute(position, halfBits);
        } while (position >= range.size());
        return new Seed((int) (range.min() + position));
    }

    private static int halfBitsFor(long size) {
        int bits = Math.max(2, 64 - Long.numberOfLeadingZeros(size - 1));
        return (bits + 1) / 2;
    }

    private long permute(long position, int halfBits) {
        long mask = (1L << halfBits) - 1;
        long left = position >>> halfBits;
        long right = position & mask;
        for (int round = 0; round < ROUNDS; round++) {
            long mixed = left ^ (mix(right, round) & mask);
            left = right;
            right = mixed;
        }
        return left << halfBits | right;
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood, 2014) over the half, the round and the base seed. */
    private long mix(long half, int round) {
        long z = half + (value + 1L) * 0x9E3779B97F4A7C15L + (round + 1L) * 0xD1B54A32D192ED03L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    @Override
    public int compareTo(Seed other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
