package dev.flakydetector.api;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What came with a request, kept as it came: a batch of runs is megabytes, and each change of its form costs a copy. */
public final class Body {

    private final byte @Nullable [] bytes;
    private final @Nullable String text;

    private Body(byte @Nullable [] bytes, @Nullable String text) {
        this.bytes = bytes;
        this.text = text;
    }

    /** @param utf8 not copied, so the caller gives it away */
    public static Body of(byte[] utf8) {
        return new Body(utf8, null);
    }

    public static Body of(String text) {
        return new Body(null, text);
    }

    /** In UTF-8; not to be changed. */
    public byte[] bytes() {
        return bytes == null ? text().getBytes(StandardCharsets.UTF_8) : bytes;
    }

    /** What is no UTF-8 stands there as U+FFFD. */
    public String text() {
        return text == null ? new String(Objects.requireNonNull(bytes), StandardCharsets.UTF_8) : text;
    }

    boolean isEmpty() {
        return bytes == null ? text().isEmpty() : bytes.length == 0;
    }

    boolean isLongerThan(int characters) {
        // A character takes at least one byte, so most bodies need no decoding to be counted.
        return (bytes == null || bytes.length > characters) && text().length() > characters;
    }
}
