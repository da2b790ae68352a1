package dev.flakydetector.render.comment;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.render.CommandWords;
import java.util.Optional;

/** The command that runs the same attempts with the same seeds in another checkout of the same commit. */
final class SameRunsAgain {

    private SameRunsAgain() {}

    static Optional<String> command(Detection detection, CommentFacts facts) {
        if (!detection.isJudged()) {
            return Optional.empty();
        }
        CommandWords words = new CommandWords("detect", ".");
        // What was tested; for a pull request that is a merge, and not the commit that the event names.
        detection
                .revision()
                .flatMap(revision -> revision.commit())
                .or(facts::commit)
                .ifPresent(commit -> words.add("--ref", commit));
        words.add("--runs", String.valueOf(detection.request().runs()));
        words.add("--until", detection.request().until().token());
        return Optional.of(words.addHowTestsAreRun(detection).toString());
    }
}
