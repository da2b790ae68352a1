package dev.flakydetector.checkout;

import java.io.IOException;
import java.nio.file.Path;

/** Copies the prepared workspace. */
public final class WorkspaceCopy {

    public void copy(Path from, Path to) throws IOException, InterruptedException {
        new ProcessBuilder("cp", "-a", "--reflink=auto", from.toString(), to.toString())
                .inheritIO()
                .start()
                .waitFor();
    }

    public void delete(Path folder) throws IOException, InterruptedException {
        new ProcessBuilder("rm", "-rf", folder.toString()).inheritIO().start().waitFor();
    }
}
