package dev.flakydetector.render;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.TestCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The command that runs the same attempts with the same seeds in another checkout of the same commit. */
final class SameRunsAgain {

    private SameRunsAgain() {}

    static Optional<String> command(Detection detection, CommentFacts facts) {
        if (!detection.isJudged()) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>(List.of("flaky", "detect", "."));
        // What was tested; for a pull request that is a merge, and not the commit that the event names.
        detection
                .revision()
                .flatMap(revision -> revision.commit())
                .or(facts::commit)
                .ifPresent(commit -> {
                    words.add("--ref");
                    words.add(commit);
                });
        words.add("--seed");
        words.add(detection.request().seed().toString());
        words.add("--runs");
        words.add(String.valueOf(detection.request().runs()));
        detection.testCommand().ifPresent(command -> {
            words.add("--test-command");
            words.add(Secrets.mask(command.toString()));
        });
        return Optional.of(new TestCommand(Map.of(), words).toString());
    }
}
