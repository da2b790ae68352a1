package dev.flakydetector.local;

import dev.flakydetector.machine.Machine;
import java.nio.file.Files;
import java.nio.file.Path;

/** Names a repository as the store does, so that a folder is found again from wherever it is named. */
public final class Repositories {

    private Repositories() {}

    public static String asStored(String text, Machine machine) {
        Path folder = machine.path(text);
        return !text.contains("://") && Files.isDirectory(folder) ? folder.toString() : text;
    }
}
