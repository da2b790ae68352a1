package dev.flakydetector.checkout;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A fingerprint of files: of their paths, whether they may be executed, and their contents, in the order they are added. */
final class FileDigest {

    private static final int BUFFER = 64 << 10;

    private final MessageDigest sha256;

    FileDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    void add(Path name, Path file) throws IOException {
        update(name.toString().replace('\\', '/'));
        if (Files.isSymbolicLink(file)) {
            update("link");
            update(Files.readSymbolicLink(file).toString());
            return;
        }
        update(Files.isExecutable(file) ? "program" : "file");
        update(Long.toString(Files.size(file)));
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha256.update(buffer, 0, read);
            }
        }
    }

    private void update(String text) {
        sha256.update(text.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
    }

    String value() {
        return "sha256:" + HexFormat.of().formatHex(sha256.digest());
    }
}
