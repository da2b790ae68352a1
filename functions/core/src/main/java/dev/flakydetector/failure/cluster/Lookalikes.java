package dev.flakydetector.failure.cluster;

import dev.flakydetector.failure.text.FailureWindow;
import java.io.DataOutputStream;
import java.io.IOException;

/** The cores of clusters, to find the one that a new failure looks like. */
public sealed interface Lookalikes permits TokenLookalikes, CompressionLookalikes {

    Match nearest(String log, FailureWindow window);

    /** Writes what the reading twin of the implementation reads. */
    void write(DataOutputStream out) throws IOException;
}
