package dev.flakydetector.failure;

import dev.flakydetector.failure.Classification.KnownCluster;
import dev.flakydetector.failure.cluster.CompressionLookalikes;
import dev.flakydetector.failure.cluster.Lookalikes;
import dev.flakydetector.failure.cluster.Match;
import dev.flakydetector.failure.cluster.TokenLookalikes;
import dev.flakydetector.failure.text.FailureWindow;
import dev.flakydetector.failure.text.Fingerprint;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Places new failures among the clusters of a training; kept as packed plain numbers and texts, never as Java objects. */
public final class TriageModel {

    private static final int MAGIC = 0x464C4B54;
    private static final int FORMAT = 2;
    private static final long NO_DATE = Long.MIN_VALUE;
    private static final int MOST_CLUSTERS = 10_000_000;

    private final Algorithm algorithm;
    private final List<KnownCluster> clusters;
    private final boolean labelsTell;
    private final Lookalikes lookalikes;

    private TriageModel(List<KnownCluster> clusters, Algorithm algorithm, boolean labelsTell, Lookalikes lookalikes) {
        this.labelsTell = labelsTell;
        this.algorithm = algorithm;
        this.clusters = List.copyOf(clusters);
        this.lookalikes = lookalikes;
    }

    /** @param labelsTell whether the labels foretold anything in training */
    TriageModel(Algorithm algorithm, List<FailureCluster> clusters, boolean labelsTell, Lookalikes lookalikes) {
        this(clusters.stream().map(KnownCluster::of).toList(), algorithm, labelsTell, lookalikes);
    }

    public Algorithm algorithm() {
        return algorithm;
    }

    public Classification classify(String log) {
        Match match = lookalikes.nearest(log, FailureWindow.in(log));
        Optional<KnownCluster> cluster = match.cluster().isPresent()
                ? Optional.of(clusters.get(match.cluster().getAsInt()))
                : Optional.empty();
        return new Classification(cluster, match.similarity(), labelsTell);
    }

    /** The cluster that a fingerprint falls into; none in a model that keeps no fingerprints. */
    Optional<KnownCluster> clusterOf(Fingerprint fingerprint) {
        return lookalikes instanceof TokenLookalikes tokens
                ? tokens.nearest(fingerprint).cluster().stream()
                        .mapToObj(clusters::get)
                        .findFirst()
                : Optional.empty();
    }

    /** Writes the model; the stream stays open. */
    public void write(OutputStream to) throws IOException {
        GZIPOutputStream packed = new GZIPOutputStream(to, 1 << 16);
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(packed, 1 << 16));
        out.writeInt(MAGIC);
        out.writeInt(FORMAT);
        out.writeUTF(algorithm.token());
        out.writeInt(algorithm.version());
        out.writeBoolean(labelsTell);
        out.writeInt(clusters.size());
        for (KnownCluster cluster : clusters) {
            out.writeUTF(cluster.key());
            out.writeUTF(cluster.name());
            out.writeInt(cluster.size());
            out.writeInt(cluster.merged());
            out.writeInt(cluster.notMerged());
            out.writeUTF(cluster.exemplar());
            out.writeUTF(cluster.excerpt());
            writeDate(cluster.firstSeen(), out);
            writeDate(cluster.lastSeen(), out);
        }
        lookalikes.write(out);
        out.flush();
        packed.finish();
    }

    private static void writeDate(Optional<Instant> date, DataOutputStream out) throws IOException {
        out.writeLong(date.map(Instant::toEpochMilli).orElse(NO_DATE));
    }

    private static Optional<Instant> readDate(DataInputStream in) throws IOException {
        long millis = in.readLong();
        return millis == NO_DATE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException also when the file is damaged, or of another version
     */
    public static TriageModel read(InputStream from) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(new GZIPInputStream(from, 1 << 16), 1 << 16));
        if (in.readInt() != MAGIC) {
            throw new IOException("it is no triage model");
        }
        int format = in.readInt();
        String token = in.readUTF();
        int version = in.readInt();
        Algorithm algorithm = Algorithm.byToken(token)
                .filter(known -> format == FORMAT && known.version() == version)
                .orElseThrow(() -> new IOException("it was made by another version (format %d, %s %d): train again"
                        .formatted(format, token, version)));
        boolean labelsTell = in.readBoolean();
        List<KnownCluster> clusters = new ArrayList<>();
        int count = in.readInt();
        if (count < 0 || count > MOST_CLUSTERS) {
            throw new IOException("it is damaged");
        }
        for (int i = 0; i < count; i++) {
            clusters.add(new KnownCluster(
                    in.readUTF(),
                    in.readUTF(),
                    in.readInt(),
                    in.readInt(),
                    in.readInt(),
                    in.readUTF(),
                    in.readUTF(),
                    readDate(in),
                    readDate(in)));
        }
        Lookalikes lookalikes = switch (algorithm) {
            case TOKENS -> TokenLookalikes.read(in);
            case NCD -> CompressionLookalikes.read(in);
        };
        return new TriageModel(clusters, algorithm, labelsTell, lookalikes);
    }
}
