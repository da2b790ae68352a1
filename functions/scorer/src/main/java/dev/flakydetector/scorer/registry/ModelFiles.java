package dev.flakydetector.scorer.registry;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where a registry keeps its files, by names such as {@code ID/model.binpb}. A reader sees a file as it was before a
 * write or after it, never half of one. Threads and processes may share one.
 */
public interface ModelFiles {

    /** A file as it was at one moment, with a version that differs whenever the content does. */
    final class Kept {
        private final byte[] content;
        private final String version;

        public Kept(byte[] content, String version) {
            this.content = content;
            this.version = version;
        }

        byte[] content() {
            return content;
        }

        String version() {
            return version;
        }
    }

    Optional<Kept> find(String name) throws IOException;

    /** Writes a file, or writes over it. */
    void put(String name, byte[] content) throws IOException;

    /**
     * Writes a file if nobody else has since it was read.
     *
     * @param seen the version that was read; empty when there was none
     * @return false, and nothing is written, when it is another by now
     */
    boolean replace(String name, byte[] content, Optional<String> seen) throws IOException;

    /** The folders that hold a file of this name, in the order of theirs. */
    List<String> foldersWith(String file) throws IOException;

    /** How people would call a file of it. */
    String location(String name);
}
