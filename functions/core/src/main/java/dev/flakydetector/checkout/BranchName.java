package dev.flakydetector.checkout;

import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.jspecify.annotations.Nullable;

/** The branch that a ref is, or points at. */
final class BranchName {

    private BranchName() {}

    /** Empty for tags, for a commit that is checked out by itself, and where there is no such ref. */
    static Optional<String> of(@Nullable Ref ref) {
        if (ref == null) {
            return Optional.empty();
        }
        String name = ref.getTarget().getName();
        return name.startsWith(Constants.R_HEADS)
                ? Optional.of(name.substring(Constants.R_HEADS.length()))
                : Optional.empty();
    }
}
