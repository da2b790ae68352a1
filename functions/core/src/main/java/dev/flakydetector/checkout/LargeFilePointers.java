package dev.flakydetector.checkout;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds files of Git LFS, which a checkout leaves as the short pointers that git itself stores. */
final class LargeFilePointers {

    private static final byte[] BEGINNING =
            "version https://git-lfs.github.com/spec/v1".getBytes(StandardCharsets.US_ASCII);
    private static final long LONGEST_POINTER = 1_024;

    private final Path workspace;

    LargeFilePointers(Path workspace) {
        this.workspace = workspace;
    }

    /** A warning that counts them, or empty when there are none. */
    Optional<String> count() throws IOException {
        if (!Files.exists(workspace.resolve(".gitattributes"))) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(workspace)) {
            long pointers = files.filter(file -> !file.startsWith(workspace.resolve(".git")))
                    .filter(LargeFilePointers::isPointer)
                    .count();
            return pointers == 0
                    ? Optional.empty()
                    : Optional.of("%d files are Git LFS pointers, not their contents: tests that read them will fail"
                            .formatted(pointers));
        }
    }

    private static boolean isPointer(Path file) {
        try {
            if (!Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS)
                    || Files.size(file) > LONGEST_POINTER) {
                return false;
            }
            try (InputStream in = Files.newInputStream(file)) {
                return Arrays.equals(in.readNBytes(BEGINNING.length), BEGINNING);
            }
        } catch (IOException e) {
            // What cannot be read cannot be told from any other file.
            return false;
        }
    }
}
