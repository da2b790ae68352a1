package dev.flakydetector.pipeline;

import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.domain.Problem;
import dev.flakydetector.domain.Revision;
import dev.flakydetector.rerun.PreparedProject;
import java.util.List;

/** What came of making a project ready to run. */
public sealed interface Preparation {

    /**
     * Attempts can run.
     *
     * @param request with everything filled in
     * @param problems what did not go as it should, such as an installation that failed
     */
    record Ready(DetectionRequest request, Revision revision, PreparedProject project, List<Problem> problems)
            implements Preparation {
        public Ready {
            problems = List.copyOf(problems);
        }
    }

    /** Nothing can run; says why. */
    sealed interface Trouble extends Preparation, Fetching {

        List<String> messages();
    }

    /** The input is wrong; each message says what and what to do. */
    record Refused(List<String> messages) implements Trouble {
        public Refused {
            messages = List.copyOf(messages);
        }
    }

    /** The input may be right, but the world did not play along: the network, a server, the disk. */
    record Unavailable(String message) implements Trouble {

        @Override
        public List<String> messages() {
            return List.of(message);
        }
    }
}
