package dev.flakydetector.checkout;

import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/** Git without the settings of this machine and its user, so that a checkout is the same everywhere and runs no program. */
final class PlainSystemReader extends SystemReader.Delegate {

    PlainSystemReader(SystemReader real) {
        super(real);
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    /** Settings of which there are none. */
    private static final class Nothing extends FileBasedConfig {

        private Nothing(@Nullable Config parent, FS fs) {
            super(parent, new java.io.File("no-such-settings"), fs);
        }

        @Override
        public void load() throws ConfigInvalidException {
            // There is nothing to load.
        }

        @Override
        public void save() {
            // JGit would note how exact the file system's times are; the next run finds out again.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
