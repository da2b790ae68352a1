package dev.flakydetector.cloud;

import java.util.List;

/** What came of a detection in the cloud. */
public sealed interface CloudOutcome {

    /**
     * There is a report.
     *
     * @param json as the API gave it; of a detection that was cut off, what was measured until then
     * @param remarks sentences on what did not go as asked
     */
    record Reported(String json, List<String> remarks) implements CloudOutcome {

        public Reported {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * There is none, and these are the reasons.
     *
     * @param isInputAtFault whether the API would not take what was asked, so that asking again is no use
     */
    record Refused(List<String> messages, boolean isInputAtFault) implements CloudOutcome {

        public Refused {
            messages = List.copyOf(messages);
        }
    }
}
