package dev.flakydetector.failure.cluster;

import dev.flakydetector.failure.text.FailureWindow;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The logs that are cores of the published variant's clusters. */
public final class CompressionLookalikes implements Lookalikes {

    private final Set<String> common;
    private final List<String> cores;
    private final int[] sizes;
    private final int[] clusters;

    CompressionLookalikes(Set<String> common, List<String> cores, int[] clusters) {
        this.common = Set.copyOf(common);
        this.cores = List.copyOf(cores);
        this.sizes = cores.stream().mapToInt(CompressionText::size).toArray();
        this.clusters = clusters.clone();
    }

    @Override
    public Match nearest(String log, FailureWindow window) {
        String wanted = CompressionText.without(CompressionText.lines(log), common);
        int size = CompressionText.size(wanted);
        Match best = Match.NONE;
        for (int core = 0; core < clusters.length; core++) {
            double distance = CompressionText.distance(wanted, size, cores.get(core), sizes[core]);
            double similarity = Math.max(0, 1 - distance);
            if (similarity > best.similarity()) {
                best = Match.of(clusters[core], similarity, 1 - CompressionClusters.FARTHEST);
            }
        }
        return best;
    }

    @Override
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(common.size());
        for (String line : new TreeSet<>(common)) {
            writeText(line, out);
        }
        out.writeInt(clusters.length);
        for (int core = 0; core < clusters.length; core++) {
            out.writeInt(clusters[core]);
            writeText(cores.get(core), out);
        }
    }

    private static void writeText(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    public static CompressionLookalikes read(DataInputStream in) throws IOException {
        Set<String> common = new HashSet<>();
        for (int left = in.readInt(); left > 0; left--) {
            common.add(readText(in));
        }
        List<String> cores = new ArrayList<>();
        IntList clusters = new IntList();
        for (int left = in.readInt(); left > 0; left--) {
            clusters.add(in.readInt());
            cores.add(readText(in));
        }
        return new CompressionLookalikes(common, cores, clusters.toArray());
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(Math.max(0, in.readInt())), StandardCharsets.UTF_8);
    }
}
