package dev.flakydetector.failure.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A failure as a weighted set of what its window says: the announced test, the words of the error, the frames of the
 * stack, and the source lines shown. The weights depend on this one log alone, so two failures are as far apart after
 * every training as they were at first.
 */
public final class Fingerprint {

    /** Moves when a log may get another fingerprint than before. */
    public static final int VERSION = 1;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_.'<>-]+");
    private static final int MOST_WORDS = 40;

    private static final int TEST = 30_000;
    private static final int ERROR = 30_000;
    private static final int FRAME = 30_000;
    private static final int SOURCE = 10_000;

    private final long[] features;
    private final int[] weights;
    private final int total;
    private final long key;

    /** Takes both arrays over; the features ascend. */
    public Fingerprint(long[] features, int[] weights) {
        this.features = features;
        this.weights = weights;
        this.total = Arrays.stream(weights).sum();
        this.key = keyOf(features, weights);
    }

    public static Fingerprint of(FailureWindow window) {
        TreeMap<Long, Integer> weighted = new TreeMap<>();
        put(weighted, 'T', TEST, words(List.of(Normaliser.normalise(window.test()))));
        put(weighted, 'E', ERROR, words(normalised(window.errors())));
        put(weighted, 'F', FRAME, normalised(window.frames()));
        put(weighted, 'S', SOURCE, normalised(window.sources()));
        long[] features = new long[weighted.size()];
        int[] weights = new int[weighted.size()];
        int i = 0;
        for (var feature : weighted.entrySet()) {
            features[i] = feature.getKey();
            weights[i++] = feature.getValue();
        }
        return new Fingerprint(features, weights);
    }

    private static Set<String> normalised(List<String> lines) {
        Set<String> texts = new LinkedHashSet<>();
        lines.forEach(line -> texts.add(Normaliser.normalise(line)));
        return texts;
    }

    private static Set<String> words(Iterable<String> lines) {
        Set<String> words = new LinkedHashSet<>();
        for (String line : lines) {
            Matcher matcher = WORD.matcher(line);
            while (matcher.find() && words.size() < MOST_WORDS) {
                words.add(matcher.group());
            }
        }
        return words;
    }

    private static void put(Map<Long, Integer> weighted, char kind, int weight, Set<String> texts) {
        texts.remove("");
        for (String text : texts) {
            weighted.put(hash(kind + text), weight / texts.size());
        }
    }

    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }

    /** The weight that both share, of the weight that either has: 1 for equal failures, 0 for nothing in common. */
    public double similarity(Fingerprint other) {
        long shared = 0;
        int i = 0;
        int j = 0;
        while (i < features.length && j < other.features.length) {
            int order = Long.compare(features[i], other.features[j]);
            if (order == 0) {
                shared += Math.min(weights[i], other.weights[j]);
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        long either = (long) total + other.total - shared;
        return either == 0 ? 0 : (double) shared / either;
    }

    /** Nothing in the log said anything. */
    public boolean isEmpty() {
        return features.length == 0;
    }

    public int size() {
        return features.length;
    }

    public long feature(int index) {
        return features[index];
    }

    public int weight(int index) {
        return weights[index];
    }

    public int total() {
        return total;
    }

    /** A number of 64 bits that stands for this fingerprint. */
    public long key() {
        return key;
    }

    private static long keyOf(long[] features, int[] weights) {
        long key = VERSION;
        for (int i = 0; i < features.length; i++) {
            key = mix(key * 31 + features[i]) + weights[i];
        }
        return mix(key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint that
                && key == that.key
                && Arrays.equals(features, that.features)
                && Arrays.equals(weights, that.weights);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(key);
    }
}
