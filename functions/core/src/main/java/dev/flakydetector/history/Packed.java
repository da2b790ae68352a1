package dev.flakydetector.history;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Text made small for the store by gzip: reports of one project repeat the same names again and again. */
public final class Packed {

    private final byte[] bytes;

    private Packed(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Packed of(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return new Packed(bytes.toByteArray());
    }

    /** What {@link #bytes} gave; the array is not to be changed any more. */
    public static Packed ofBytes(byte[] bytes) {
        return new Packed(bytes);
    }

    /** Not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** @throws HistoryUnavailable when the bytes are damaged */
    public String text() {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new HistoryUnavailable(
                    "A stored document is damaged: %d bytes that do not unpack".formatted(bytes.length), e);
        }
    }
}
