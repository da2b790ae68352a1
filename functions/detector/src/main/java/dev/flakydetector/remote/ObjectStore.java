package dev.flakydetector.remote;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Objects by key. Every method throws {@link RemoteTrouble} when the store cannot be reached or refuses. */
public interface ObjectStore {

    void put(String key, byte[] bytes);

    void put(String key, Path file);

    /**
     * Stores the bytes unless an object of that key is there.
     *
     * @return what is there now
     */
    byte[] putOnce(String key, byte[] bytes);

    /** @param most bytes that the caller is ready to take */
    Found get(String key, int most);

    /** The objects whose keys start so, in the order of their keys. */
    List<Listed> list(String prefix, int most);

    /** Copies an object into a file, however large it is. */
    void fetch(String key, Path file);

    /** @param size in bytes */
    record Listed(String key, long size) {}

    /** A URL by which anybody may read this one object for some hours. */
    URI readableUrl(String key);

    /** A URL by which anybody may write this one object for some hours. */
    URI writableUrl(String key);

    /** Where its objects are, as the state machine needs it. */
    String bucket();

    /** What came of looking for an object. */
    sealed interface Found {

        /** The object, whole; not to be changed. */
        final class Present implements Found {

            private final byte[] bytes;

            Present(byte[] bytes) {
                this.bytes = bytes;
            }

            public byte[] bytes() {
                return bytes;
            }
        }

        record Missing() implements Found {}

        record TooLarge(long size) implements Found {}
    }
}
