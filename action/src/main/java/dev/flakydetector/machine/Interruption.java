package dev.flakydetector.machine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into an interrupt of the working thread, and holds the process until that thread has stopped its children
 * and told what was measured. The JVM then ends with 130 by itself.
 */
public final class Interruption implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean asked;

    private Interruption(Thread worker) {
        this.hook = new Thread(() -> stop(worker), "interruption");
    }

    public static Interruption of(Thread worker) {
        Interruption interruption = new Interruption(worker);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Whether the user asked to stop. Clears the thread's flag, which has done its work, so that a report can be written. */
    public boolean happened() {
        return Thread.interrupted() || asked;
    }

    private void stop(Thread worker) {
        asked = true;
        worker.interrupt();
        try {
            if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                // Killing processes and writing a report take far less; whatever hangs must not hang the user's
                // terminal.
                Runtime.getRuntime().halt(ExitCode.INTERRUPTED.value());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already: the hook is running, and has just been let go.
            return;
        }
    }
}
