package dev.flakydetector.failure;

import dev.flakydetector.failure.text.Fingerprint;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/** A fingerprint as a word that a store can keep; it starts with the version of fingerprints. */
final class Traits {

    private static final String START = Fingerprint.VERSION + ":";
    private static final int FEATURE = Long.BYTES + Integer.BYTES;

    private Traits() {}

    static String write(Fingerprint fingerprint) {
        ByteBuffer bytes = ByteBuffer.allocate(fingerprint.size() * FEATURE);
        for (int i = 0; i < fingerprint.size(); i++) {
            bytes.putLong(fingerprint.feature(i)).putInt(fingerprint.weight(i));
        }
        return START + Base64.getEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Empty for what another version wrote, which compares with nothing here. */
    static Optional<Fingerprint> read(String word) {
        if (!word.startsWith(START)) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(word.substring(START.length())));
        long[] features = new long[bytes.remaining() / FEATURE];
        int[] weights = new int[features.length];
        for (int i = 0; i < features.length; i++) {
            features[i] = bytes.getLong();
            weights[i] = bytes.getInt();
        }
        return Optional.of(new Fingerprint(features, weights));
    }
}
