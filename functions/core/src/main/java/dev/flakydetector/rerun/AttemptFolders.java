package dev.flakydetector.rerun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands out the folders that attempts run in. The lowest free one is used again, since compilers key their caches by
 * path: as many different paths as run at once, and no more. Nothing but the path is handed on.
 */
final class AttemptFolders {

    private final Path root;
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger spares = new AtomicInteger();
    private final ConcurrentSkipListSet<Integer> free = new ConcurrentSkipListSet<>();

    AttemptFolders(Path root) {
        this.root = root;
    }

    Folder take() {
        Integer again = free.pollFirst();
        int number = again == null ? made.getAndIncrement() : again;
        return new Folder(number, root.resolve("slot-" + number));
    }

    /** A place beside them where no attempt runs, another one each time. */
    Folder spare() {
        int number = spares.getAndIncrement();
        return new Folder(number, root.resolve("spare-" + number));
    }

    /** One attempt's place: its workspace, and beside it a home, a folder for temporary files and one for reports. */
    final class Folder {

        private final int number;
        private final Path path;

        private Folder(int number, Path path) {
            this.number = number;
            this.path = path;
        }

        Path path() {
            return path;
        }

        Path workspace() {
            return path.resolve("work");
        }

        Path home() {
            return path.resolve("home");
        }

        Path temporary() {
            return path.resolve("tmp");
        }

        Path scratch() {
            return path.resolve("scratch");
        }

        void create() throws IOException {
            Files.createDirectories(path);
            Files.createDirectory(home());
            Files.createDirectory(temporary());
            Files.createDirectory(scratch());
        }

        /** To be called once its files are gone. */
        void giveBack() {
            free.add(number);
        }
    }
}
