package dev.flakydetector.pipeline;

import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.Revision;
import java.util.List;

/** What came of bringing a project's code here and completing what was asked for. */
public sealed interface Fetching permits Fetching.Fetched, Preparation.Trouble {

    /**
     * The code is on the workbench.
     *
     * @param request with everything filled in from the project's configuration and the defaults
     * @param variationsNamed whether the user named what to vary, rather than leave it to the defaults
     * @param problems what is not quite as in the original
     */
    record Fetched(DetectionRequest request, boolean variationsNamed, Revision revision, List<Problem> problems)
            implements Fetching {

        public Fetched {
            problems = List.copyOf(problems);
        }
    }
}
