package dev.flakydetector.rerun;

import dev.flakydetector.checkout.WorkspaceCopy;
import dev.flakydetector.rerun.AttemptFolders.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Fresh copies of the prepared workspace, made while other attempts run and removed the same way, so that attempts need
 * not wait for them. A copy stands under a name of its own until its attempt begins, and is moved away whole when it ends.
 * There are few at a time, since each takes disk; where there is no room for one, the attempt makes its own.
 */
final class SpareCopies {

    /** How many stand ready, and how many wait to be removed. */
    private static final int MOST = 2;

    private final WorkspaceCopy copies;
    private final Path source;
    private final AttemptFolders folders;
    private final ExecutorService maker = Executors.newSingleThreadExecutor(task -> daemon(task, "copy-ahead"));
    private final ExecutorService remover = Executors.newSingleThreadExecutor(task -> daemon(task, "remove-behind"));
    private final Semaphore doomed = new Semaphore(MOST);
    private final Deque<FutureTask<Folder>> ready = new ArrayDeque<>();
    private Optional<IOException> trouble = Optional.empty();
    private int expected;

    /**
     * Makes none before it is told what to expect.
     *
     * @param source what is copied; must not change
     */
    SpareCopies(WorkspaceCopy copies, Path source, AttemptFolders folders) {
        this.copies = copies;
        this.source = source;
        this.folders = folders;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** So many attempts are to come, as far as is known. */
    synchronized void expect(int attempts) {
        expected = attempts;
        makeReady();
    }

    private void makeReady() {
        while (ready.size() < MOST && ready.size() < expected && !maker.isShutdown()) {
            FutureTask<Folder> task = new FutureTask<>(this::spare);
            ready.add(task);
            maker.execute(task);
        }
    }

    private Folder spare() throws IOException, InterruptedException {
        Folder folder = folders.spare();
        try {
            fill(folder);
            return folder;
        } catch (IOException e) {
            copies.delete(folder.path());
            throw e;
        }
    }

    private void fill(Folder folder) throws IOException, InterruptedException {
        folder.create();
        copies.copy(source, folder.workspace());
    }

    /** Puts a fresh copy where an attempt is about to run. */
    void moveTo(Folder folder) throws IOException, InterruptedException {
        for (Optional<FutureTask<Folder>> spare = next(); spare.isPresent(); spare = another()) {
            // Does nothing when it is being made already; else there is no point in waiting for its turn.
            spare.get().run();
            try {
                Files.move(spare.get().get().path(), folder.path(), StandardCopyOption.ATOMIC_MOVE);
                return;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof InterruptedException interrupted) {
                    throw interrupted;
                }
                makeRoom();
            }
        }
        fill(folder);
    }

    private synchronized Optional<FutureTask<Folder>> next() throws IOException {
        if (trouble.isPresent()) {
            throw trouble.get();
        }
        Optional<FutureTask<Folder>> spare = another();
        expected = Math.max(0, expected - 1);
        makeReady();
        return spare;
    }

    private synchronized Optional<FutureTask<Folder>> another() {
        return Optional.ofNullable(ready.poll());
    }

    /** A disk may have room for what runs and not for more: no more spare copies, and the old ones go first. */
    private void makeRoom() throws InterruptedException {
        synchronized (this) {
            expected = 0;
        }
        doomed.acquire(MOST);
        doomed.release(MOST);
    }

    /** Takes an attempt's folder away: its path is free at once, and its files are gone soon, while others run. */
    void remove(Folder folder) throws IOException {
        if (!hasMoreToCome() || !doomed.tryAcquire()) {
            copies.delete(folder.path());
            return;
        }
        Path away = folders.spare().path();
        try {
            Files.move(folder.path(), away, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Its test may have removed it, or made it something that cannot be moved.
            doomed.release();
            copies.delete(folder.path());
            return;
        }
        remover.execute(() -> removeBehind(away));
    }

    private synchronized boolean hasMoreToCome() {
        return expected > 0 && !remover.isShutdown();
    }

    private void removeBehind(Path folder) {
        try {
            copies.delete(folder);
        } catch (IOException e) {
            // The next attempt says so, since a disk that only fills up ends the detection.
            remember(e);
        } finally {
            doomed.release();
        }
    }

    private synchronized void remember(IOException e) {
        trouble = Optional.of(e);
    }

    /** No attempt follows: waits until nothing is made or removed any more. What was made for nothing is left. */
    void finish() {
        maker.shutdownNow();
        remover.shutdown();
        awaitEnd(maker);
        awaitEnd(remover);
    }

    private static void awaitEnd(ExecutorService threads) {
        boolean interrupted = Thread.interrupted();
        boolean ended = false;
        while (!ended) {
            try {
                ended = threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                // Both are bounded, and leaving before they are done would leave files behind.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
