package dev.flakydetector.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Objects whose keys start alike, as a folder of files. */
public final class BucketFolder {

    private static final int MOST_OBJECTS = 200_000;

    private final ObjectStore objects;
    private final String prefix;

    /** @param prefix of the keys, or a whole key; the slash after it may be left out */
    public BucketFolder(ObjectStore objects, String prefix) {
        this.objects = objects;
        this.prefix = prefix;
    }

    /**
     * What came of a copy.
     *
     * @param place the folder, or the one file in it when the prefix is a whole key
     * @param leftOut what was not copied
     */
    public record Copy(Path place, int files, List<LeftOut> leftOut) {}

    public record LeftOut(String key, String reason) {}

    /**
     * Copies all objects into a folder.
     *
     * @param most bytes in all; objects that would be more are left out
     */
    public Copy copyTo(Path folder, long most) throws IOException {
        Files.createDirectories(folder);
        List<ObjectStore.Listed> listed = objects.list(prefix, MOST_OBJECTS + 1);
        for (ObjectStore.Listed one : listed) {
            if (one.key().equals(prefix) && !prefix.endsWith("/")) {
                Path file = folder.resolve(prefix.substring(prefix.lastIndexOf('/') + 1));
                objects.fetch(prefix, file);
                return new Copy(file, 1, List.of());
            }
        }
        List<LeftOut> leftOut = new ArrayList<>();
        if (listed.size() > MOST_OBJECTS) {
            leftOut.add(
                    new LeftOut(prefix, "holds more than %d objects: the rest was left out".formatted(MOST_OBJECTS)));
        }
        String start = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
        long bytes = 0;
        int files = 0;
        for (ObjectStore.Listed one : listed.stream().limit(MOST_OBJECTS).toList()) {
            if (!one.key().startsWith(start) || one.key().endsWith("/")) {
                continue;
            }
            Path file = folder.resolve(one.key().substring(start.length())).normalize();
            if (!file.startsWith(folder) || file.equals(folder) || one.key().contains("//")) {
                leftOut.add(new LeftOut(one.key(), "its key leads out of the folder: left out"));
            } else if (bytes + one.size() > most) {
                leftOut.add(
                        new LeftOut(one.key(), "there is room for %d MB in all here: left out".formatted(most >> 20)));
            } else {
                bytes += one.size();
                files++;
                Files.createDirectories(file.getParent());
                objects.fetch(one.key(), file);
            }
        }
        return new Copy(folder, files, leftOut);
    }

    /** Puts files of a folder there, in this order. */
    public void put(Path folder, List<String> names) {
        String start = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
        names.forEach(name -> objects.put(start + name, folder.resolve(name)));
    }
}
