package dev.flakydetector.checkout;

import dev.flakydetector.domain.Revision;
import java.util.List;

/** What came of bringing code into a workspace. */
public sealed interface CheckoutResult {

    /**
     * The code is there.
     *
     * @param warnings sentences on what is not quite as in the original, such as files kept elsewhere
     */
    record CheckedOut(Revision revision, List<String> warnings) implements CheckoutResult {
        public CheckedOut {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * It could not be brought here.
     *
     * @param badInput whether what was asked for does not exist, as opposed to trouble on the way
     * @param message free of credentials
     */
    record Failed(boolean badInput, String message) implements CheckoutResult {}
}
