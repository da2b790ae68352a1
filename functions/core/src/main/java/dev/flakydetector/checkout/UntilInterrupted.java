package dev.flakydetector.checkout;

import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** Ends what JGit is doing once its thread is interrupted, which JGit itself takes no notice of. */
final class UntilInterrupted extends EmptyProgressMonitor {

    @Override
    public boolean isCancelled() {
        return Thread.currentThread().isInterrupted();
    }
}
