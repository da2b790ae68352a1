package dev.flakydetector.history.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's own code for this machine. The driver unpacks it at every start, unless the property {@link #FOLDER} says where
 * it lies unpacked.
 */
public final class SqliteLibrary {

    /** The driver's name for it. */
    public static final String FOLDER = "org.sqlite.lib.path";

    private SqliteLibrary() {}

    /** Unpacks it into a folder, which is made. */
    public static void unpackInto(Path folder) throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        try (InputStream in = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("The SQLite driver has nothing for this machine: no " + resource);
            }
            Files.createDirectories(folder);
            Files.copy(in, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
