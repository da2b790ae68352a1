package dev.flakydetector.failure.cluster;

import dev.flakydetector.failure.text.FailureWindow;
import dev.flakydetector.failure.text.Fingerprint;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fingerprints that are cores of clusters. */
public final class TokenLookalikes implements Lookalikes {

    private static final int MOST_FEATURES = 10_000;

    private final List<Fingerprint> cores;
    private final int[] clusters;
    private final RareFirst rare;
    private final Map<Long, IntList> sharing = new HashMap<>();

    /** @param clusters the cluster of each core */
    public TokenLookalikes(List<Fingerprint> cores, int[] clusters) {
        this.cores = List.copyOf(cores);
        this.clusters = clusters.clone();
        this.rare = RareFirst.among(this.cores, DensityClusters.SIMILARITY);
        for (int core = 0; core < clusters.length; core++) {
            for (long feature : rare.of(this.cores.get(core))) {
                sharing.computeIfAbsent(feature, f -> new IntList()).add(core);
            }
        }
    }

    @Override
    public Match nearest(String log, FailureWindow window) {
        return nearest(Fingerprint.of(window));
    }

    public Match nearest(Fingerprint wanted) {
        BitSet seen = new BitSet(clusters.length);
        Match best = Match.NONE;
        for (long feature : rare.of(wanted)) {
            IntList found = sharing.getOrDefault(feature, new IntList());
            for (int i = 0; i < found.size(); i++) {
                int core = found.get(i);
                if (!seen.get(core)) {
                    seen.set(core);
                    double similarity = cores.get(core).similarity(wanted);
                    if (similarity > best.similarity()) {
                        best = Match.of(clusters[core], similarity, DensityClusters.SIMILARITY);
                    }
                }
            }
        }
        return best;
    }

    @Override
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(clusters.length);
        for (int core = 0; core < clusters.length; core++) {
            Fingerprint fingerprint = cores.get(core);
            out.writeInt(clusters[core]);
            out.writeInt(fingerprint.size());
            for (int i = 0; i < fingerprint.size(); i++) {
                out.writeLong(fingerprint.feature(i));
                out.writeInt(fingerprint.weight(i));
            }
        }
    }

    public static TokenLookalikes read(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<Fingerprint> cores = new ArrayList<>();
        IntList clusters = new IntList();
        for (int core = 0; core < count; core++) {
            clusters.add(in.readInt());
            int size = in.readInt();
            if (size < 0 || size > MOST_FEATURES) {
                throw new IOException("a failure of %d features is none of ours".formatted(size));
            }
            long[] features = new long[size];
            int[] weights = new int[size];
            for (int i = 0; i < size; i++) {
                features[i] = in.readLong();
                weights[i] = in.readInt();
            }
            cores.add(new Fingerprint(features, weights));
        }
        return new TokenLookalikes(cores, clusters.toArray());
    }
}
