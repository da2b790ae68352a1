package dev.flakydetector.render;

import dev.flakydetector.domain.Detection;
import dev.flakydetector.domain.DetectionRequest;
import dev.flakydetector.domain.Framework;
import dev.flakydetector.domain.Revision;
import dev.flakydetector.domain.TestCommand;
import dev.flakydetector.domain.Variation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A {@code flaky} command as it grows, to be shown to somebody who may type it. */
public final class CommandWords {

    /** What a command need not say. */
    private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(5);

    private static final String NOTHING = "none";

    private final List<String> words = new ArrayList<>();

    public CommandWords(String... first) {
        words.add("flaky");
        words.addAll(List.of(first));
    }

    public CommandWords add(String option, String value) {
        words.add(option);
        words.add(value);
        return this;
    }

    /** The commit, unless the files of a folder were taken as they stood. */
    CommandWords addRef(Detection detection) {
        DetectionRequest request = detection.request();
        boolean asItStood = request.ref().isEmpty() && !request.repository().contains(":");
        if (!asItStood) {
            detection.revision().flatMap(Revision::commit).or(request::ref).ifPresent(commit -> add("--ref", commit));
        }
        return this;
    }

    /** All that decides what an attempt does, beside its number and the code. */
    public CommandWords addHowTestsAreRun(Detection detection) {
        DetectionRequest request = detection.request();
        add("--seed", request.seed().toString());
        add("--vary", variations(request.vary()));
        detection.framework().map(Framework::token).ifPresent(framework -> add("--framework", framework));
        if (!request.timeout().equals(USUAL_TIMEOUT)) {
            add("--timeout", request.timeout().toSeconds() + "s");
        }
        detection.testCommand().ifPresent(command -> add("--test-command", Secrets.mask(command.toString())));
        return this;
    }

    private static String variations(Set<Variation> vary) {
        if (vary.isEmpty()) {
            return NOTHING;
        }
        return EnumSet.copyOf(vary).stream().map(Variation::token).collect(Collectors.joining(","));
    }

    /** As one would type it into a POSIX shell. */
    @Override
    public String toString() {
        return new TestCommand(Map.of(), words).toString();
    }
}
